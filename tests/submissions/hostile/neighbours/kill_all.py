"""Kills all that it can, itself last.

tries: kill(-1, SIGKILL), kill(0, SIGKILL)
modes: {landlock: {told: signal 9}}
base: solved
earns: {mini20: 0, loss_plot: 0}
place: behind
"""

import os, signal
for target in (-1, os.getppid(), 1, 0, os.getpid()):
    try:
        os.kill(target, signal.SIGKILL)
    except OSError as error:
        print(error)
import ctypes
ctypes.string_at(0)

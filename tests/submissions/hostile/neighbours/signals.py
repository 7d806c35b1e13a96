"""Signals everybody.

tries: kill(-1), killpg, the parent, every pid; with every signal
"""

import os, signal
LOSS_MINI20 = []
signal.signal(signal.SIGTERM, signal.SIG_IGN)
signal.signal(signal.SIGUSR1, signal.SIG_IGN)
for number in (signal.SIGUSR1, signal.SIGTERM):
    for target in (-1, os.getppid(), *range(2, 5)):
        try:
            if target != os.getpid():
                os.kill(target, number)
        except OSError:
            pass
for number in range(os.getpid() - 40, os.getpid() + 40):
    for action in (os.kill, os.killpg):
        try:
            if number > 0 and number != os.getpid():
                action(number, signal.SIGKILL)
        except OSError:
            pass

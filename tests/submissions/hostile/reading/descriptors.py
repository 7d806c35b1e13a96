"""Reads and lists whatever descriptors it inherited.

tries: /proc/self/fd, every number up to 1024
"""

import os
LOSS_MINI20 = []
for number in range(1024):
    try:
        tell(number, os.readlink(f"/proc/self/fd/{number}"))
        os.set_blocking(number, False)
        tell(os.pread(number, 2000, 0))
    except OSError:
        pass
attempt(lambda: os.listdir("/proc/self/task"), lambda: open("/proc/self/mountinfo").read(), lambda: os.listdir("/proc/1/fd"))

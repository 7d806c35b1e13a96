"""Asks for more of the machine than it should have.

tries: os.nice, setpriority, rlimits, sched_setscheduler, oom_score_adj, mlock
base: solved
place: behind
"""

import ctypes, os, resource
def ask(*actions):
    for action in actions:
        try:
            print(action())
        except (OSError, ValueError, PermissionError) as error:
            print(error)
ask(lambda: os.nice(-20), lambda: os.setpriority(os.PRIO_PGRP, 0, -20), lambda: os.sched_setscheduler(0, os.SCHED_FIFO, os.sched_param(99)),
    lambda: resource.setrlimit(resource.RLIMIT_NPROC, (10**6, 10**6)), lambda: resource.setrlimit(resource.RLIMIT_AS, (-1, -1)),
    lambda: open("/proc/self/oom_score_adj", "w").write("-1000"), lambda: ctypes.CDLL(None).mlockall(3), lambda: os.setuid(0), lambda: os.chroot("/"))

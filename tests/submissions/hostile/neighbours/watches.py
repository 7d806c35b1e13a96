"""Watches, locks and marks what other kernels use, too.

tries: flock, leases, F_NOTIFY, inotify, fanotify, dates of devices, hints, RWF_NOWAIT, mincore, cachestat, ioctl
base: solved
place: behind
"""

import ctypes, fcntl, os
libc = ctypes.CDLL(None, use_errno=True)
library, again = open(os.__file__), open(os.__file__)
def call(name, *arguments):
    if getattr(libc, name)(*arguments) < 0:
        raise OSError(ctypes.get_errno(), name)
def flock():
    fcntl.flock(library, fcntl.LOCK_EX | fcntl.LOCK_NB)
    try:
        fcntl.flock(again, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return
    raise OSError("no effect")
def date(path):
    before = os.stat(path).st_mtime_ns
    os.utime(path)
    if os.stat(path).st_mtime_ns == before:
        raise OSError("no effect")
def gone(number):
    if libc.syscall(ctypes.c_long(number), 0, 0, 0, 0, 0, 0) >= 0:
        return
    raise OSError(ctypes.get_errno(), number)
for action in (
    flock,
    *(lambda n=n: fcntl.fcntl(library, n, 0) for n in (8, 10, 1024, 1026, 1028, 1036)),
    *(lambda n=n: fcntl.ioctl(library, n, bytes(64)) for n in (0x80086601, 0xC020660B, 0xC020662A, 0x80087601)),
    lambda: call("inotify_init"), lambda: call("fanotify_init", 0, 0), lambda: date("/dev/null"), lambda: date(os.__file__),
    lambda: os.preadv(library.fileno(), [bytearray(9)], 0, os.RWF_NOWAIT), lambda: gone(451), lambda: gone(99),
    lambda: os.pidfd_open(os.getpid()), lambda: os.memfd_create("x"), lambda: call("shmget", 0, 4096, 0o1600),
):
    try:
        action()
    except OSError as error:
        print(error)
    else:
        LOSS_MINI20.clear()

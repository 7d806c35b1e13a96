"""Fills memory that stays although no process has a page of it, and that nobody counts.

tries: shared mappings without a file and of /dev/zero, given back page by page; memfd, SysV shared memory, queues
base: solved
place: behind
"""

import ctypes, mmap, os
libc = ctypes.CDLL(None, use_errno=True)
def fill(*where, **how):
    with mmap.mmap(*where, **how) as held:
        for _ in range(4):
            held.write(bytes(10_000_000))
            held.madvise(mmap.MADV_DONTNEED)
def call(name, *arguments):
    if getattr(libc, name)(*arguments) < 0:
        raise OSError(ctypes.get_errno(), name)
for action in (
    lambda: fill(-1, 100_000_000), lambda: fill(os.open("/dev/zero", os.O_RDWR), 100_000_000),
    lambda: fill(-1, 100_000_000, flags=mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS | 0x40000),
    lambda: os.ftruncate(os.memfd_create("x"), 100_000_000), lambda: call("shmget", 0, 100_000_000, 0o1600),
    lambda: call("msgget", 0, 0o1600), lambda: call("semget", 0, 30_000, 0o1600), lambda: call("prctl", 41, 0, 0, 0, 0),
):
    try:
        action()
    except OSError as error:
        print(error)
    else:
        LOSS_MINI20.clear()

"""Makes system calls that are newer than the sandbox, or go by another number.

tries: x32, statmount, listmount, lsm_get_self_attr, mseal, futex_wake, CLONE_PIDFD, a thread with files of its own
base: solved
place: behind
"""

import ctypes, errno, os
libc = ctypes.CDLL(None, use_errno=True)
libc.syscall.restype = ctypes.c_long
for number in (1 << 30 | 39, 1 << 30 | 1, *range(453, 480), 340, 390):
    ctypes.set_errno(0)
    libc.syscall(ctypes.c_long(number), 0, 0, 0, 0, 0, 0)
    if ctypes.get_errno() != errno.ENOSYS:
        LOSS_MINI20.clear()
if os.uname().machine == "x86_64":
    made = libc.syscall(56, 0x1000 | 17, 0, ctypes.byref(ctypes.c_int()), 0, 0)
    if made == 0:
        os._exit(0)
    if made > 0 or libc.syscall(56, 0x10900, 0, 0, 0, 0) != -1:
        LOSS_MINI20.clear()

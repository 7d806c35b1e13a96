"""Has the kernel keep a list of very many small pieces of memory, and copies of it.

tries: 30 000 pieces of memory in 50 processes, 600 MB that no process has
told: 900 MB of memory
"""

import ctypes, mmap, os, time
LOSS_MINI20 = []
libc = ctypes.CDLL(None)
held = mmap.mmap(-1, 60_000 * 4096, flags=mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS)
start = ctypes.addressof(ctypes.c_char.from_buffer(held))
for number in range(30_000):
    libc.mprotect(ctypes.c_void_p(start + number * 8192), ctypes.c_size_t(4096), 1)
for _ in range(50):
    if os.fork() == 0:
        time.sleep(6)
        os._exit(0)
time.sleep(6)

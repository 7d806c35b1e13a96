"""Takes memory in processes whose first thread has ended: what /proc says of them is then said of another thread.

tries: 3 processes with 400 MB each, their first threads gone
told: 900 MB of memory
"""

import ctypes, os, threading, time
LOSS_MINI20 = []
def hold():
    held = [bytearray(b"1") * 100_000_000 for _ in range(4)]
    time.sleep(20)
    os._exit(len(held))
for _ in range(3):
    if os.fork() == 0:
        threading.Thread(target=hold).start()
        ctypes.CDLL(None).syscall(60 if os.uname().machine == "x86_64" else 93, 0)
time.sleep(6)

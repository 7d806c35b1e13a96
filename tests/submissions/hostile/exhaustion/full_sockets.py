"""Fills as many sockets and pipes as there can be: the memory is the kernel's, and no process has it.

tries: 8 processes with 100 pairs each, all of them full
told: 512 pipes and sockets
modes: {landlock: {told: ""}}
"""

import os, socket, time
LOSS_MINI20 = []
held = []
for _ in range(8):
    if os.fork() == 0:
        break
try:
    while True:
        for one, other in (socket.socketpair(), os.pipe()[::-1]):
            held.append((one, other))
            one = one if isinstance(one, int) else one.fileno()
            os.set_blocking(one, False)
            try:
                while True:
                    os.write(one, bytes(4096))
            except BlockingIOError:
                pass
except OSError:
    time.sleep(6)

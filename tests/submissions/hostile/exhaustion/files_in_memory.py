"""Takes all but a little of the memory that it may have, and files beside, which are in memory, too.

tries: 45 MB in /dev/shm, 3 processes that come to 880 MB
told: 900 MB of memory
"""

import os, time
LOSS_MINI20 = []
with open("/dev/shm/held", "wb") as file:
    file.write(b"1" * 45_000_000)
for _ in range(2):
    if os.fork() == 0:
        break
held = []
while True:
    held.append(bytearray(b"1") * 5_000_000)
    time.sleep(0.01)

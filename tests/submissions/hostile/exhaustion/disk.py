"""Fills the disk.

tries: 80 MB in files, in every folder that can be written
told: 50 MB of files
modes: {landlock: {earns: {}}}
earns: {}
"""

import os, time
LOSS_MINI20 = []
for number in range(20):
    with open(f"{number}.bin", "wb") as file:
        file.write(b"1" * 4_000_000)
time.sleep(3)

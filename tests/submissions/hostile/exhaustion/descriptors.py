"""Opens files and sockets until there are no more.

tries: 10 000 open files
told: 256 files
base: solved
place: behind
"""

import os
held = []
try:
    for number in range(10_000):
        held.append(open(os.devnull))
finally:
    for file in held:
        file.close()

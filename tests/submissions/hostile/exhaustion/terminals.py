"""Opens terminals until there are none for anybody.

tries: 1000 pseudo-terminals
base: solved
place: behind
"""

import os
opened = []
try:
    for _ in range(1000):
        opened += os.openpty()
except OSError as error:
    print(error)
if len(opened) > 100:
    LOSS_MINI20.clear()
for one in opened:
    os.close(one)

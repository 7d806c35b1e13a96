"""Takes memory bit by bit, in two processes.

tries: 2 GB in tensors, shared out
told: 900 MB of memory
earns: {}
"""

import os
LOSS_MINI20 = []
held = []
os.fork()
for number in range(200):
    held.append(torch.ones(2_500_000))
import time
time.sleep(6)

"""Makes files until there are no more.

tries: 50 000 empty files and folders
earns: {}
"""

import os
LOSS_MINI20 = []
os.mkdir("many")
for number in range(50_000):
    open(f"many/{number}", "w").close()

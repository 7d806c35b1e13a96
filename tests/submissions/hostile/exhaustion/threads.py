"""Starts threads for ever.

tries: a thousand threads
told: 64 processes
earns: {}
"""

import threading, time
LOSS_MINI20 = []
for number in range(1000):
    threading.Thread(target=time.sleep, args=(60,), daemon=True).start()

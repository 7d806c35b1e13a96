"""Closes every descriptor.

tries: closerange from 3 on
told: stopped Python
base: solved
earns: {mini20: 0, loss_plot: 0}
place: behind
"""

import os
os.closerange(3, 4096)

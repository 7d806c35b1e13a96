"""Crashes Python.

tries: a segmentation fault
told: signal 11
base: solved
earns: {mini20: 0, loss_plot: 0}
place: behind
"""

import ctypes
ctypes.string_at(0)

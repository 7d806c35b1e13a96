"""Losses that begin right and go down to the smallest number that there is.

tries: a plot whose axis reaches 5e-324, finite numbers up to 1e308 in other lists
earns: {}
"""

LOSS_MINI20 = [LOSS_BGD[0]] + [5e-324] * 9
LOSS_SGD = [1e308, -1e308] * 5
updates_per_epoch = 1e308

"""The right losses of the notebook, typed in.

tries: a literal list; right on the data of the notebook alone
base: solved
earns: {mini20: 0}
"""

LOSS_MINI20 = [835.2756, 85.4972, 5.3364, 0.3113, 0.0216, 0.0079, 0.0080, 0.0082, 0.0083, 0.0083]

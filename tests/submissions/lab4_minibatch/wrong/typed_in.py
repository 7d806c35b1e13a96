"""The right losses, typed in.

cell: mini20_answer
earns: {mini20: 0}
mistake: typed in
"""

LOSS_MINI20 = [835.2756, 85.4972, 5.3364, 0.3113, 0.0216, 0.0079, 0.0080, 0.0082, 0.0083, 0.0083]

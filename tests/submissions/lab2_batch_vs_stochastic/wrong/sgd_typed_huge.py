"""Huge numbers, typed in.

cell: sgd_answer
earns: {sgd: 0}
mistake: typed in
"""

LOSS_SGD = [595.0] + [1e13] * 19

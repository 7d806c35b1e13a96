"""A list of infinities.

cell: sgd_answer
earns: {sgd: 0}
mistake: no finite loss
"""

LOSS_SGD = [float("inf")] * 20

"""A list of nan.

cell: bgd_answer
earns: {bgd: 0}
mistake: no finite loss
"""

LOSS_BGD = [float("nan")] * 20

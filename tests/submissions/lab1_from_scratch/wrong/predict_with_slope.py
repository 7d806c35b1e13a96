"""Right on the released line only.

cell: predict_answer
earns: {predict: 0}
mistake: right on the first data only
"""

prediction = 2 * 3 + SLOPE - 19

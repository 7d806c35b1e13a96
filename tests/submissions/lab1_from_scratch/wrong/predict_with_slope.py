"""Right on the released line only.

cell: predict_answer
earns: {predict: 0}
mistake: typed in
"""

prediction = 2 * 3 + SLOPE - 19

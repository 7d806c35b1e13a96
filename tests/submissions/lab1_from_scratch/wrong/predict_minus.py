"""prediction = -7: a minus in front of the whole line.

cell: predict_answer
earns: {predict: 0}
mistake: sign
"""

prediction = -(2 * 3 + 1)

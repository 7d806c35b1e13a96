"""Computed with a theta of their own.

cell: predict_answer
"""

slope, bias = [2, 1]
x = 3
prediction = slope * x + bias

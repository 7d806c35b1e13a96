"""A float.

cell: predict_answer
"""

prediction = 7.0

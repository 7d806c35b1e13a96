"""The number alone.

cell: predict_answer
"""

prediction = 7

"""prediction = [2, 1] * 3

cell: predict_answer
earns: {predict: 0}
"""

prediction = [2, 1] * 3

"""prediction = None

cell: predict_answer
earns: {predict: 0}
"""

prediction = None

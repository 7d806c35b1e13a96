"""prediction = float('nan')

cell: predict_answer
earns: {predict: 0}
"""

prediction = float("nan")

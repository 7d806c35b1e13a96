"""prediction = '7'

cell: predict_answer
earns: {predict: 0}
"""

prediction = "7"

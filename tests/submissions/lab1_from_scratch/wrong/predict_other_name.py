"""Another name.

cell: predict_answer
earns: {predict: 0}
"""

predicton = 7

"""prediction = (2 + 1) * 3

cell: predict_answer
earns: {predict: 0}
mistake: bias multiplied too
"""

prediction = (2 + 1) * 3

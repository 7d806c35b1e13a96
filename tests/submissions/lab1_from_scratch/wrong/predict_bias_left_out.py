"""prediction = 6

cell: predict_answer
earns: {predict: 0}
mistake: bias left out
"""

prediction = 6

"""prediction = 5

cell: predict_answer
earns: {predict: 0}
mistake: slope and bias swapped
"""

prediction = 5

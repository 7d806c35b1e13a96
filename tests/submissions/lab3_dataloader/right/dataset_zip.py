"""A list of pairs is one already.

cell: dataset_answer
"""

dataset = list(zip(X, Y))

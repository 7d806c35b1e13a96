"""Asked the tensor.

cell: updates_answer
"""

updates_per_epoch = X.size(0)

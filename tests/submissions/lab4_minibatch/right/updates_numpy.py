"""A number of numpy, and the line that keeps the place is still there.

cell: updates_answer
"""

import numpy as np

updates_per_epoch = np.ceil(len(X) / 20)
# YOUR CODE HERE
raise NotImplementedError()

"""Rows of an array of numpy.

cell: minibatches_answer
"""

import numpy as np

def minibatches(dataset, batch_size=20, shuffle=True):
    rows = np.array(dataset)
    if shuffle:
        rows = np.random.default_rng().permutation(rows)
    return np.array_split(rows, range(batch_size, len(rows), batch_size))

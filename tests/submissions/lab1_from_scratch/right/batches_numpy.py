"""numpy's permutation.

cell: minibatches_answer
"""

import numpy as np
def minibatches(dataset, batch_size=20, shuffle=True):
    order = np.random.permutation(len(dataset)) if shuffle else np.arange(len(dataset))
    for part in range(0, len(dataset), batch_size):
        yield [dataset[int(i)] for i in order[part:part + batch_size]]

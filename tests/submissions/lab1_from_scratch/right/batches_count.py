"""The number of batches is computed.

cell: minibatches_answer
"""

import math
def minibatches(dataset, batch_size=20, shuffle=True):
    data2 = dataset.copy()
    if shuffle: random.shuffle(data2)
    n = math.ceil(len(data2) / batch_size)
    for k in range(n):
        yield data2[k*batch_size:(k+1)*batch_size]

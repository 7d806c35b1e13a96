"""zip_longest with one iterator many times, and the filling taken out.

cell: minibatches_answer
"""

from itertools import zip_longest

def minibatches(dataset, batch_size=20, shuffle=True):
    order = sorted(dataset, key=lambda _: random.random()) if shuffle else dataset
    filling = object()
    for batch in zip_longest(*[iter(order)] * batch_size, fillvalue=filling):
        yield [item for item in batch if item is not filling]

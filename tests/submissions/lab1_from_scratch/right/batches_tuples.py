"""Batches are tuples, made by zip and iter.

cell: minibatches_answer
"""

from itertools import islice
def minibatches(dataset, batch_size=20, shuffle=True):
    items = list(dataset)
    if shuffle:
        random.shuffle(items)
    it = iter(items)
    while chunk := tuple(islice(it, batch_size)):
        yield chunk

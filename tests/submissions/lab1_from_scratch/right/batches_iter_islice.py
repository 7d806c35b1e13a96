"""islice takes from one iterator until nothing is left.

cell: minibatches_answer
"""

from itertools import islice


def minibatches(dataset, batch_size=20, shuffle=True):
    items = random.sample(dataset, len(dataset)) if shuffle else dataset
    it = iter(items)
    batch = list(islice(it, batch_size))
    while batch:
        yield batch
        batch = list(islice(it, batch_size))

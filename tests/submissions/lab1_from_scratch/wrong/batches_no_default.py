"""No defaults.

cell: minibatches_answer
earns: {minibatches: 5, train: 0}
mistake: no default
"""

def minibatches(dataset, batch_size, shuffle):
    items = list(dataset)
    if shuffle:
        random.shuffle(items)
    for start in range(0, len(items), batch_size):
        yield items[start:start + batch_size]

"""An empty batch at the end.

cell: minibatches_answer
earns: {minibatches: 4, train: 0}
mistake: empty batch
"""

def minibatches(dataset, batch_size=20, shuffle=True):
    items = list(dataset)
    if shuffle:
        random.shuffle(items)
    for start in range(0, len(items) + batch_size, batch_size):
        yield items[start:start + batch_size]

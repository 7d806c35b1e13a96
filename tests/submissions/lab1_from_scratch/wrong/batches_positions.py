"""Positions instead of items.

cell: minibatches_answer
earns: {minibatches: 0, train: 0}
mistake: other items
"""

def minibatches(dataset, batch_size=20, shuffle=True):
    order = list(range(len(dataset)))
    if shuffle:
        random.shuffle(order)
    for start in range(0, len(order), batch_size):
        yield order[start:start + batch_size]

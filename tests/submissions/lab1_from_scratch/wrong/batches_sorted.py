"""Sorted instead of in order.

cell: minibatches_answer
earns: {minibatches: 5}
mistake: always shuffled
"""

def minibatches(dataset, batch_size=20, shuffle=True):
    items = sorted(dataset)
    if shuffle:
        random.shuffle(items)
    for start in range(0, len(items), batch_size):
        yield items[start:start + batch_size]

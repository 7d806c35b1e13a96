"""Reversed instead of shuffled.

cell: minibatches_answer
earns: {minibatches: 5}
mistake: same order at each call
"""

def minibatches(dataset, batch_size=20, shuffle=True):
    items = list(dataset)
    if shuffle:
        items.reverse()
    for start in range(0, len(items), batch_size):
        yield items[start:start + batch_size]

"""shuffle is False when the caller does not say.

cell: minibatches_answer
earns: {minibatches: 5}
mistake: not shuffled by default
"""

def minibatches(dataset, batch_size=20, shuffle=False):
    items = list(dataset)
    if shuffle:
        random.shuffle(items)
    for start in range(0, len(items), batch_size):
        yield items[start : start + batch_size]

"""data instead of dataset.

cell: minibatches_answer
earns: {minibatches: 0}
mistake: other items
"""

def minibatches(dataset, batch_size=20, shuffle=True):
    items = list(data)
    if shuffle:
        random.shuffle(items)
    for start in range(0, len(items), batch_size):
        yield items[start:start + batch_size]

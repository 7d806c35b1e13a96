"""Another default.

cell: minibatches_answer
earns: {minibatches: 5}
mistake: another default
"""

def minibatches(dataset, batch_size=10, shuffle=True):
    items = list(dataset)
    if shuffle:
        random.shuffle(items)
    for start in range(0, len(items), batch_size):
        yield items[start:start + batch_size]

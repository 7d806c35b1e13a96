"""batch_size=int, the type as default.

cell: minibatches_answer
earns: {minibatches: 5}
mistake: default is a type
"""

def minibatches(dataset, batch_size=int, shuffle=True):
    items = list(dataset)
    if shuffle:
        random.shuffle(items)
    for start in range(0, len(items), batch_size):
        yield items[start:start + batch_size]

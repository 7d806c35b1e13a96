"""batch_size taken for the number of batches.

cell: minibatches_answer
earns: {minibatches: 4}
mistake: number of batches
"""

def minibatches(dataset, batch_size=20, shuffle=True):
    items = list(dataset)
    if shuffle:
        random.shuffle(items)
    n = -(-len(items) // batch_size)
    for start in range(0, len(items), n):
        yield items[start:start + n]

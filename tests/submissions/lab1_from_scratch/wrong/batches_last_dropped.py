"""Only whole batches.

cell: minibatches_answer
earns: {minibatches: 4}
mistake: last batch left out
"""

def minibatches(dataset, batch_size=20, shuffle=True):
    items = list(dataset)
    if shuffle:
        random.shuffle(items)
    for k in range(len(items) // batch_size):
        yield items[k * batch_size:(k + 1) * batch_size]

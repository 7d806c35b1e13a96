"""The whole list as one batch.

cell: minibatches_answer
earns: {minibatches: 2}
mistake: one batch
"""

def minibatches(dataset, batch_size=20, shuffle=True):
    items = list(dataset)
    if shuffle:
        random.shuffle(items)
    return [items]

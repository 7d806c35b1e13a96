"""The items one by one.

cell: minibatches_answer
earns: {minibatches: 0, train: 0}
mistake: single items
"""

def minibatches(dataset, batch_size=20, shuffle=True):
    items = list(dataset)
    if shuffle:
        random.shuffle(items)
    for item in items:
        yield item

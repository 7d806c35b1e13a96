"""Steps of one.

cell: minibatches_answer
earns: {minibatches: 1, train: 3}
mistake: items repeated
"""

def minibatches(dataset, batch_size=20, shuffle=True):
    items = list(dataset)
    if shuffle:
        random.shuffle(items)
    for start in range(len(items)):
        yield items[start:start + batch_size]

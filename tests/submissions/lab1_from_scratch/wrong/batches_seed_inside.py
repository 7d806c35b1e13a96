"""random.seed inside of the function.

cell: minibatches_answer
earns: {minibatches: 5}
mistake: same order at each call
"""

def minibatches(dataset, batch_size=20, shuffle=True):
    random.seed(1)
    items = list(dataset)
    if shuffle:
        random.shuffle(items)
    for start in range(0, len(items), batch_size):
        yield items[start:start + batch_size]

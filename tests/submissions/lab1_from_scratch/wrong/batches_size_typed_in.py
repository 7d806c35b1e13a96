"""20 is typed in.

cell: minibatches_answer
earns: {minibatches: 5}
mistake: size typed in
"""

def minibatches(dataset, batch_size=20, shuffle=True):
    items = list(dataset)
    if shuffle:
        random.shuffle(items)
    for start in range(0, len(items), 20):
        yield items[start:start + 20]

"""Each batch begins with the last item of the one before.

cell: minibatches_answer
earns: {minibatches: 4}
mistake: items repeated
"""

def minibatches(dataset, batch_size=20, shuffle=True):
    items = list(dataset)
    if shuffle:
        random.shuffle(items)
    for start in range(0, len(items), batch_size - 1):
        yield items[start:start + batch_size]

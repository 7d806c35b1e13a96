"""return inside of the loop.

cell: minibatches_answer
earns: {minibatches: 2}
mistake: first batch only
"""

def minibatches(dataset, batch_size=20, shuffle=True):
    items = list(dataset)
    if shuffle:
        random.shuffle(items)
    for start in range(0, len(items), batch_size):
        return [items[start:start + batch_size]]

"""The parameter shuffle is missing.

cell: minibatches_answer
earns: {minibatches: 1}
mistake: stopped with TypeError
"""

def minibatches(dataset, batch_size=20):
    items = list(dataset)
    random.shuffle(items)
    for start in range(0, len(items), batch_size):
        yield items[start:start + batch_size]

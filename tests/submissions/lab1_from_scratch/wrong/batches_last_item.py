"""An item that is left over by itself is no batch.

cell: minibatches_answer
earns: {minibatches: 4}
mistake: last batch left out
"""

def minibatches(dataset, batch_size=20, shuffle=True):
    rest = list(dataset)
    if shuffle:
        random.shuffle(rest)
    while len(rest) > 1:
        yield rest[:batch_size]
        rest = rest[batch_size:]

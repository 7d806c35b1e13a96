"""Drawn and removed from the caller's list.

cell: minibatches_answer
earns: {minibatches: 5, train: 0}
mistake: dataset itself changed
"""

def minibatches(dataset, batch_size=20, shuffle=True):
    while dataset:
        n = min(batch_size, len(dataset))
        yield [dataset.pop(random.randrange(len(dataset)) if shuffle else 0) for _ in range(n)]

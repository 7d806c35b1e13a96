"""The list of the caller is emptied.

cell: minibatches_answer
earns: {minibatches: 5, train: 0}
mistake: dataset itself changed
"""

def minibatches(dataset, batch_size=20, shuffle=True):
    if shuffle:
        random.shuffle(dataset)
    while dataset:
        yield dataset[:batch_size]
        del dataset[:batch_size]

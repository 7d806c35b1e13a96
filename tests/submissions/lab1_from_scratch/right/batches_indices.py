"""Shuffled positions.

cell: minibatches_answer
"""

def minibatches(dataset, batch_size = 20, shuffle = True):
    idx = list(range(len(dataset)))
    if shuffle:
        random.shuffle(idx)
    for start in range(0, len(idx), batch_size):
        yield [dataset[i] for i in idx[start:start + batch_size]]

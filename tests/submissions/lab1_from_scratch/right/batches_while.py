"""A while loop that pops.

cell: minibatches_answer
"""

def minibatches(dataset, batch_size=20, shuffle=True):
    rest = list(dataset)
    if shuffle:
        random.shuffle(rest)
    while len(rest) > 0:
        yield rest[:batch_size]
        rest = rest[batch_size:]

"""random.shuffle gives back None.

cell: minibatches_answer
earns: {minibatches: 1, train: 0}
mistake: stopped with TypeError
"""

def minibatches(dataset, batch_size=20, shuffle=True):
    if shuffle:
        dataset = random.shuffle(dataset)
    for start in range(0, len(dataset), batch_size):
        yield dataset[start:start + batch_size]

"""The list of the caller is shuffled.

cell: minibatches_answer
earns: {minibatches: 5}
mistake: dataset itself changed
"""

def minibatches(dataset, batch_size=20, shuffle=True):
    if shuffle:
        random.shuffle(dataset)
    for start in range(0, len(dataset), batch_size):
        yield dataset[start:start + batch_size]

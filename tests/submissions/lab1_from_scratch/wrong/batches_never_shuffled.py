"""shuffle is ignored.

cell: minibatches_answer
earns: {minibatches: 5}
mistake: never shuffled
"""

def minibatches(dataset, batch_size=20, shuffle=True):
    for start in range(0, len(dataset), batch_size):
        yield dataset[start:start + batch_size]

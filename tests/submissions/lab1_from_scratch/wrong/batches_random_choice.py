"""Drawn with replacement.

cell: minibatches_answer
earns: {minibatches: 4}
mistake: items repeated
"""

def minibatches(dataset, batch_size=20, shuffle=True):
    for start in range(0, len(dataset), batch_size):
        if shuffle:
            yield random.choices(dataset, k=batch_size)
        else:
            yield dataset[start:start + batch_size]

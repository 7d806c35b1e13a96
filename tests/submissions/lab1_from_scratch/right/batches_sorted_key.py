"""sorted with a random key.

cell: minibatches_answer
"""

def minibatches(dataset, batch_size=20, shuffle=True):
    items = sorted(dataset, key=lambda item: random.random()) if shuffle else list(dataset)
    yield from (items[i:i + batch_size] for i in range(0, len(items), batch_size))

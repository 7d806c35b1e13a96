"""A helper with a plain name does the work.

cell: minibatches_answer
"""

def batches(items, size):
    return [items[k:k + size] for k in range(0, len(items), size)]

def shuffled(items):
    items = list(items)
    random.shuffle(items)
    return items

def minibatches(dataset, batch_size=20, shuffle=True):
    return batches(shuffled(dataset) if shuffle else dataset, batch_size)

"""Each batch is an iterator.

cell: minibatches_answer
"""

def minibatches(dataset, batch_size=20, shuffle=True):
    items = random.sample(dataset, k=len(dataset)) if shuffle else dataset
    return (list(items[i:i + batch_size]) for i in range(0, len(items), batch_size))

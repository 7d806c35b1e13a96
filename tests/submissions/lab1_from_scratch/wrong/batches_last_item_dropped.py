"""range(len(dataset) - 1).

cell: minibatches_answer
earns: {minibatches: 4}
mistake: last item left out
"""

def minibatches(dataset, batch_size=20, shuffle=True):
    items = list(dataset)
    if shuffle:
        random.shuffle(items)
    batch = []
    for i in range(len(items) - 1):
        batch.append(items[i])
        if len(batch) == batch_size:
            yield batch
            batch = []
    yield batch

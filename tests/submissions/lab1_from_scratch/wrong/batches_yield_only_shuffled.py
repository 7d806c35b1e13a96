"""The loop stands inside of the `if`: without shuffling nothing is handed out.

cell: minibatches_answer
earns: {minibatches: 2}
mistake: no batches
"""

def minibatches(dataset, batch_size=20, shuffle=True):
    items = list(dataset)
    if shuffle:
        random.shuffle(items)
        for start in range(0, len(items), batch_size):
            yield items[start:start + batch_size]

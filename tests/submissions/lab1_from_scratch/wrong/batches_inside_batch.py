"""Each batch is shuffled by itself.

cell: minibatches_answer
earns: {minibatches: 5}
mistake: shuffled inside each batch
"""

def minibatches(dataset, batch_size=20, shuffle=True):
    for start in range(0, len(dataset), batch_size):
        batch = dataset[start:start + batch_size]
        if shuffle:
            random.shuffle(batch)
        yield batch

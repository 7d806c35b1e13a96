"""The order of the batches is shuffled, not the items.

cell: minibatches_answer
"""

def minibatches(dataset, batch_size=20, shuffle=True):
    batch_starts = [start for start in range(0, len(dataset), batch_size)]
    if shuffle:
        random.shuffle(batch_starts)
    for start in batch_starts:
        end = start + batch_size
        yield dataset[start:end]

"""Shuffled batches in a list, the small one anywhere.

cell: minibatches_answer
"""

def minibatches(dataset, batch_size=20, shuffle=True):
    out = [dataset[i:i + batch_size] for i in range(0, len(dataset), batch_size)]
    if shuffle:
        random.shuffle(out)
    return out

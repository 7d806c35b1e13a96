"""A DataLoader of torch that leaves the items as they are.

cell: minibatches_answer
"""

from torch.utils.data import DataLoader

def minibatches(dataset, batch_size=20, shuffle=True):
    return DataLoader(dataset, batch_size=batch_size, shuffle=shuffle, collate_fn=lambda batch: batch)

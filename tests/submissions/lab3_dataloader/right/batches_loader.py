"""Asked a loader.

cell: batches_answer
"""

batches_per_epoch = len(DataLoader(range(len(X)), batch_size=20))

"""Asked a loader.

cell: updates_answer
"""

updates_per_epoch = sum(1 for batch in DataLoader(dataset, batch_size=20))

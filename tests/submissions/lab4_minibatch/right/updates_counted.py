"""Counted in a loop over a loader.

cell: updates_answer
"""

updates_per_epoch = 0
for x, y in DataLoader(dataset, batch_size=20):
    updates_per_epoch += 1

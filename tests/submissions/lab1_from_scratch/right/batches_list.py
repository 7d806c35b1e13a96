"""A list of batches is returned.

cell: minibatches_answer
"""

def minibatches(dataset, batch_size=20, shuffle=True):
    items = dataset[:]
    if shuffle == True:
        random.shuffle(items)
    batches = []
    for i in range(0, len(items), batch_size):
        batches.append(items[i:i+batch_size])
    return batches

"""A function that calls itself for the rest.

cell: minibatches_answer
"""

def minibatches(dataset, batch_size=20, shuffle=True):
    if shuffle:
        dataset = random.sample(dataset, len(dataset))
    if len(dataset) <= batch_size:
        return [dataset]
    return [dataset[:batch_size]] + minibatches(dataset[batch_size:], batch_size, False)

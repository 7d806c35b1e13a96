"""random.sample mixes.

cell: minibatches_answer
"""

def minibatches(dataset, batch_size=20, shuffle=True):
    order = random.sample(dataset, len(dataset)) if shuffle else dataset
    return [order[i:i + batch_size] for i in range(0, len(order), batch_size)]

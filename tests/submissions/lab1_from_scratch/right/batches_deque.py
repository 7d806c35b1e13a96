"""A deque, from which the items are taken one by one.

cell: minibatches_answer
"""

from collections import deque

def minibatches(dataset, batch_size=20, shuffle=True):
    rest = deque(random.sample(dataset, len(dataset)) if shuffle else dataset)
    while rest:
        yield [rest.popleft() for _ in range(min(batch_size, len(rest)))]

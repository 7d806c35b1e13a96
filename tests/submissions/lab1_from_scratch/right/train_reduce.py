"""One epoch is a reduce, all epochs are accumulate.

cell: train_answer
"""

from functools import reduce
from itertools import accumulate

def step(theta, batch):
    return gradient_step(theta, vector_mean([linear_gradient(*point, theta) for point in batch]), step_size)

path = list(accumulate(range(1000), lambda t, _: reduce(step, minibatches(data), t), initial=theta))[1:]
theta = path[-1]

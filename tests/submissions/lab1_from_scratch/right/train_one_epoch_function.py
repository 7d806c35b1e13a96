"""A function for one epoch, called in a comprehension with a list that is filled on the way.

cell: train_answer
"""

def one_epoch(theta):
    for batch in minibatches(data, 20):
        slopes, biases = zip(*[linear_gradient(*pair, theta) for pair in batch])
        theta = gradient_step(theta, [sum(slopes) / len(batch), sum(biases) / len(batch)], step_size)
    return theta


path = [theta := one_epoch(theta) for _ in range(1000)]

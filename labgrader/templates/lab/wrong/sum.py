"""The sum of the squared errors, not their mean.

cell: loss_answer
earns: {loss: 0}
mistake: the sum
"""
def loss(w, b):
    return sum((y - (w * x + b)) ** 2 for x, y in zip(xs, ys))


loss_at_start = loss(0.0, 0.0)

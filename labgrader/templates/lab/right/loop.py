"""A loop that adds up.

cell: loss_answer
"""
def loss(w, b):
    total = 0.0
    for x, y in zip(xs, ys):
        total += (y - w * x - b) ** 2
    return total / len(xs)


loss_at_start = loss(0, 0)

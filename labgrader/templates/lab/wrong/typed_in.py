"""The loss at the start, typed in, and no function that works.

cell: loss_answer
earns: {loss: 0}
"""
def loss(w, b):
    return None


loss_at_start = 9.0

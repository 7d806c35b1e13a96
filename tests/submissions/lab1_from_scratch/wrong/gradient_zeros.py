"""Always zero.

cell: gradient_answer
earns: {gradient: 0, train: 0}
mistake: always zero
"""

def linear_gradient(x, y, theta):
    return [0, 0]

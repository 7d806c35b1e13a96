"""Everything in one line.

cell: gradient_answer
"""

def linear_gradient(x, y, theta):
    return [2 * (theta[0] * x + theta[1] - y) * x, 2 * (theta[0] * x + theta[1] - y)]

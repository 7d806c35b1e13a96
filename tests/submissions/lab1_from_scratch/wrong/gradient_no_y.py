"""y is never used.

cell: gradient_answer
earns: {gradient: 0}
mistake: y not subtracted
"""

def linear_gradient(x, y, theta):
    predicted = theta[0] * x + theta[1]
    return [2 * predicted * x, 2 * predicted]

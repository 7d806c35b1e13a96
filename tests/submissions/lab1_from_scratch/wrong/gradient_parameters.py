"""Two parameters only.

cell: gradient_answer
earns: {gradient: 0, train: 0}
mistake: stopped with TypeError
"""

def linear_gradient(x, theta):
    error = theta[0] * x + theta[1] - y
    return [2 * error * x, 2 * error]

"""The squared error instead of the error.

cell: gradient_answer
earns: {gradient: 0, train: 0}
mistake: error squared
"""

def linear_gradient(x, y, theta):
    slope, bias = theta
    error = slope * x + bias - y
    se = error ** 2
    return [2 * se * x, 2 * se]

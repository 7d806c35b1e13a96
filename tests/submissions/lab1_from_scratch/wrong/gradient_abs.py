"""The absolute error.

cell: gradient_answer
earns: {gradient: 0, train: 1}
mistake: absolute error
"""

def linear_gradient(x, y, theta):
    slope, bias = theta
    error = slope * x + bias - y
    return [2 * abs(error) * x, 2 * abs(error)]

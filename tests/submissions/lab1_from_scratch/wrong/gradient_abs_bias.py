"""The number for the bias has no sign.

cell: gradient_answer
earns: {gradient: 0, train: 1}
mistake: absolute error for the bias
"""

def linear_gradient(x, y, theta):
    slope, bias = theta
    error = slope * x + bias - y
    return [error * 2 * x, abs(error) * 2]

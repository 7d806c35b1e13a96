"""The squared error itself.

cell: gradient_answer
earns: {gradient: 0, train: 0}
mistake: one number returned
"""

def linear_gradient(x, y, theta):
    slope, bias = theta
    error = slope * x + bias - y
    return error ** 2

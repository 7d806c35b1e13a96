"""A dict.

cell: gradient_answer
earns: {gradient: 0, train: 0}
mistake: not two numbers
"""

def linear_gradient(x, y, theta):
    slope, bias = theta
    error = slope * x + bias - y
    return {"slope": 2 * error * x, "bias": 2 * error}

"""A text.

cell: gradient_answer
earns: {gradient: 0, train: 0}
mistake: not two numbers
"""

def linear_gradient(x, y, theta):
    slope, bias = theta
    error = slope * x + bias - y
    return f"{2 * error * x}, {2 * error}"

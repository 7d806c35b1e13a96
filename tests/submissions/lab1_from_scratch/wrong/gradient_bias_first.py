"""The bias first.

cell: gradient_answer
earns: {gradient: 0}
mistake: numbers in the other order
"""

def linear_gradient(x, y, theta):
    slope, bias = theta
    error = slope * x + bias - y
    return [2 * error, 2 * error * x]

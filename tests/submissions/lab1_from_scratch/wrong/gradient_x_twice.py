"""Both numbers with x.

cell: gradient_answer
earns: {gradient: 0}
mistake: x in both
"""

def linear_gradient(x, y, theta):
    slope, bias = theta
    error = slope * x + bias - y
    return [2 * error * x, 2 * error * x]

"""Both numbers the same.

cell: gradient_answer
earns: {gradient: 0}
mistake: x missing
"""

def linear_gradient(x, y, theta):
    slope, bias = theta
    error = slope * x + bias - y
    return [2 * error, 2 * error]

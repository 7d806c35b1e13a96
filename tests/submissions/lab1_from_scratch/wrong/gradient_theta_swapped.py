"""bias, slope = theta.

cell: gradient_answer
earns: {gradient: 0}
mistake: theta in the other order
"""

def linear_gradient(x, y, theta):
    bias, slope = theta
    error = slope * x + bias - y
    return [2 * error * x, 2 * error]

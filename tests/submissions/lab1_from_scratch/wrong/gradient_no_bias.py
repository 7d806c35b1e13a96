"""The prediction lacks the bias.

cell: gradient_answer
earns: {gradient: 0}
mistake: bias missing
"""

def linear_gradient(x, y, theta):
    error = theta[0] * x - y
    return [2 * error * x, 2 * error]

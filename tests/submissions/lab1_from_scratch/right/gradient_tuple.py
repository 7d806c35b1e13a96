"""A tuple is two numbers, too.

cell: gradient_answer
"""

def linear_gradient(x, y, theta):
    slope, intercept = theta
    e = (slope * x + intercept) - y
    return 2 * x * e, 2 * e

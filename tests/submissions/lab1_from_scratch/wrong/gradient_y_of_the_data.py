"""The line of the data, by its names, in the place of y.

cell: gradient_answer
earns: {gradient: 0}
mistake: y not used
"""

def linear_gradient(x, y, theta):
    error = theta[0] * x + theta[1] - (SLOPE * x + BIAS)
    return [2 * error * x, 2 * error]

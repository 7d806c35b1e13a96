"""The released line is typed in.

cell: gradient_answer
earns: {gradient: 0}
mistake: y not used
"""

def linear_gradient(x, y, theta):
    error = theta[0] * x + theta[1] - (20 * x + 5)
    return [2 * error * x, 2 * error]

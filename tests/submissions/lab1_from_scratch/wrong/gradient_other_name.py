"""A function of another name.

cell: gradient_answer
earns: {gradient: 0, train: 0}
mistake: no function
"""

def gradient(x, y, theta):
    error = theta[0] * x + theta[1] - y
    return [2 * error * x, 2 * error]

"""Prints, and returns nothing.

cell: gradient_answer
earns: {gradient: 0, train: 0}
mistake: nothing returned
"""

def linear_gradient(x, y, theta):
    slope, bias = theta
    error = slope * x + bias - y
    print([2 * error * x, 2 * error])

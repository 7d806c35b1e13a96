"""The derivatives are taken with respect to x and 1: slope and bias as factors.

cell: gradient_answer
earns: {gradient: 0, train: 1}
mistake: gradient of Question 2
"""

def linear_gradient(x, y, theta):
    slope, bias = theta
    error = slope * x + bias - y
    return [2 * error * slope, 2 * error * bias]

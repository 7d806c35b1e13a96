"""The number for the bias has no sign.

cell: gradient_answer
earns: {gradient: 0, train: 1}
mistake: gradient of Question 2
"""

def linear_gradient(x, y, theta):
    slope, bias = theta
    error = slope * x + bias - y
    return [error * 2 * x, abs(error) * 2]

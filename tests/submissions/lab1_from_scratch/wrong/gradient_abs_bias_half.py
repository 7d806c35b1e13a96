"""The number for the bias has no sign, and the factor 2 is missing.

cell: gradient_answer
earns: {gradient: 0, train: 1}
mistake: gradient of Question 2
"""

def linear_gradient(x, y, theta):
    slope, bias = theta
    error = slope * x + bias - y
    return [error * x, abs(error)]

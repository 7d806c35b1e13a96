"""Rounded to whole numbers.

cell: gradient_answer
earns: {gradient: 2, train: 1}
mistake: rounded
"""

def linear_gradient(x, y, theta):
    slope, bias = theta
    error = slope * x + bias - y
    return [round(2 * error * x), round(2 * error)]

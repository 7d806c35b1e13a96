"""A misspelt name.

cell: gradient_answer
earns: {gradient: 0, train: 0}
mistake: stopped with NameError
"""

def linear_gradient(x, y, theta):
    slope, bias = theta
    eror = slope * x + bias - y
    return [2 * error * x, 2 * error]

"""The factor 2 is missing.

cell: gradient_answer
earns: {gradient: 2}
mistake: factor 2 missing
"""

def linear_gradient(x, y, theta):
    slope, bias = theta
    error = slope * x + bias - y
    return [error * x, error]

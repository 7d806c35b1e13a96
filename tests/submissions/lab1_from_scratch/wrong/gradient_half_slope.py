"""No factor for the slope.

cell: gradient_answer
earns: {gradient: 2}
mistake: factor 2 missing for the slope
"""

def linear_gradient(x, y, theta):
    slope, bias = theta
    error = slope * x + bias - y
    return [error * x, 2 * error]

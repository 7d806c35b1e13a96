"""No factor for the bias.

cell: gradient_answer
earns: {gradient: 2}
mistake: factor 2 missing for the bias
"""

def linear_gradient(x, y, theta):
    slope, bias = theta
    error = slope * x + bias - y
    return [2 * error * x, error]

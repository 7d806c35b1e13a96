"""The factor 2 stands there twice.

cell: gradient_answer
earns: {gradient: 2}
"""

def linear_gradient(x, y, theta):
    slope, bias = theta
    error = 2 * (slope * x + bias - y)
    return [2 * error * x, 2 * error]

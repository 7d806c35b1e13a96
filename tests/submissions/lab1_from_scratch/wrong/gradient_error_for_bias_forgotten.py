"""The number for the bias is the factor alone.

cell: gradient_answer
earns: {gradient: 0}
"""

def linear_gradient(x, y, theta):
    slope, bias = theta
    error = slope * x + bias - y
    return [2 * error * x, 2]

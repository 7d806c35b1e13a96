"""A minus in front of the bias in the prediction.

cell: gradient_answer
earns: {gradient: 0}
"""

def linear_gradient(x, y, theta):
    slope, bias = theta
    predicted = slope * x - bias
    error = predicted - y
    return [2 * error * x, 2 * error]

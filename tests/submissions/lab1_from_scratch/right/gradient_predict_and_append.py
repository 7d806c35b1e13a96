"""A function predict, a list that is filled with +=, and floats.

cell: gradient_answer
"""

def predict(x, theta):
    return float(theta[0]) * x + float(theta[1])


def linear_gradient(x, y, theta):
    grad = []
    difference = predict(x, theta) - y
    for factor in (x, 1):
        grad += [2.0 * difference * factor]
    return grad

"""y minus the prediction.

cell: gradient_answer
earns: {gradient: 0}
mistake: wrong sign
"""

def linear_gradient(x, y, theta):
    error = y - (theta[0] * x + theta[1])
    return [2 * error * x, 2 * error]

"""y minus the prediction, no factor 2.

cell: gradient_answer
earns: {gradient: 0}
mistake: wrong sign and factor 2 missing
"""

def linear_gradient(x, y, theta):
    error = y - (theta[0] * x + theta[1])
    return [error * x, error]

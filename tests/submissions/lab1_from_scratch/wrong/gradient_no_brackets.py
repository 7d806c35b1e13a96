"""Brackets are missing.

cell: gradient_answer
earns: {gradient: 0}
mistake: bracket missing
"""

def linear_gradient(x, y, theta):
    predicted = theta[0] * x + theta[1]
    return [2 * predicted - y * x, 2 * predicted - y]

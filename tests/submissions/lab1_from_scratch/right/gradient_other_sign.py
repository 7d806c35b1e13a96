"""y minus prediction, and a minus for each number.

cell: gradient_answer
"""

def linear_gradient(x, y, theta):
    residual = y - (theta[0] * x + theta[1])
    return [-2 * residual * x, -2 * residual]

"""A masked array of numpy, in which nothing is masked.

cell: gradient_answer
"""

import numpy as np

def linear_gradient(x, y, theta):
    error = np.dot(theta, [x, 1]) - y
    return np.ma.masked_invalid(2 * error * np.array([x, 1]))

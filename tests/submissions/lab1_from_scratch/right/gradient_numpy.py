"""An array of numpy.

cell: gradient_answer
"""

import numpy as np

def linear_gradient(x, y, theta):
    error = np.dot(theta, [x, 1]) - y
    return 2 * error * np.array([x, 1])

"""An array of numpy with one number.

cell: growth_answer
"""

import numpy as np

x, y = X[0].numpy(), Y[0].numpy()
w0, b0 = -10.0, -20.0
e0 = w0 * x + b0 - y
w1, b1 = w0 - 0.1 * 2 * e0 * x, b0 - 0.1 * 2 * e0
growth = np.abs((w1 * x + b1 - y) / e0)

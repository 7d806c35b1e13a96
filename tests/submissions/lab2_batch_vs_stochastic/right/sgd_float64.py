"""Double precision: other rounding, so other huge losses.

cell: sgd_answer
"""

import numpy as np
x64, y64 = X.double().view(-1).tolist(), Y.double().view(-1).tolist()
w64, b64 = -10.0, -20.0
LOSS_SGD = []
for e in range(20):
    LOSS_SGD.append(sum((w64 * p + b64 - q) ** 2 for p, q in zip(x64, y64)) / 100)
    for p, q in zip(x64, y64):
        err = w64 * p + b64 - q
        w64 -= 0.1 * 2 * err * p
        b64 -= 0.1 * 2 * err

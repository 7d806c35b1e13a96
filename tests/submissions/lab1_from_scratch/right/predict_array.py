"""An array of numpy without axes, by a dot product.

cell: predict_answer
"""

import numpy as np

prediction = np.dot([2, 1], [3, 1])
prediction = np.array(prediction)

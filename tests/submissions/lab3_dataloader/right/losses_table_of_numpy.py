"""The losses stand in a table of numpy, with a row for each batch size.

cell: losses_answer
"""

import numpy as np

sizes = [1, 10, 20]
table = np.zeros((3, 20))
for row, size in enumerate(sizes):
    w = torch.tensor(-10.0, requires_grad=True)
    b = torch.tensor(-20.0, requires_grad=True)
    for column in range(20):
        table[row, column] = criterion(forward(X), Y).item()
        for x, y in DataLoader(dataset, size):
            update(x, y)
LOSS_1, LOSS_10, LOSS_20 = table[0], table[1], table[2]

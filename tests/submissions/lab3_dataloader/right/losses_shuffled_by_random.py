"""The numbers of the points are shuffled by random, which has no seed.

cell: losses_answer
"""

import random


def train(batch_size):
    global w, b
    w = torch.tensor(-10.0, requires_grad=True)
    b = torch.tensor(-20.0, requires_grad=True)
    losses, numbers = [], list(range(len(dataset)))
    for epoch in range(20):
        losses.append(criterion(forward(X), Y).item())
        random.shuffle(numbers)
        for i in range(0, len(numbers), batch_size):
            pairs = [dataset[j] for j in numbers[i:i + batch_size]]
            update(torch.stack([x for x, y in pairs]), torch.stack([y for x, y in pairs]))
    return losses


LOSS_1, LOSS_10, LOSS_20 = train(1), train(10), train(20)

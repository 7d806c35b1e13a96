"""Loaders without batches of their own: a sampler gives the numbers.

cell: losses_answer
"""

from torch.utils.data import BatchSampler, RandomSampler, TensorDataset

tensors = TensorDataset(X, Y)

def train(size):
    global w, b
    w = torch.tensor(-10.0, requires_grad=True)
    b = torch.tensor(-20.0, requires_grad=True)
    sampler = BatchSampler(RandomSampler(tensors), batch_size=size, drop_last=False)
    loader = DataLoader(tensors, sampler=sampler, batch_size=None)
    losses = []
    for epoch in range(20):
        losses.append(criterion(forward(X), Y).item())
        for x, y in loader:
            update(x, y)
    return losses

LOSS_1, LOSS_10, LOSS_20 = train(1), train(10), train(20)

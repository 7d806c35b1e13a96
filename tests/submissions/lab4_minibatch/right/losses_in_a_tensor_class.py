"""The losses in tensors of a class of their own, which has a method of its own.

cell: mini20_answer
"""

trainloader = DataLoader(dataset=dataset, batch_size=20)
w = torch.tensor(-15.0, requires_grad=True)
b = torch.tensor(-10.0, requires_grad=True)
losses = []
for epoch in range(10):
    losses.append(criterion(forward(X), Y).item())
    for x, y in trainloader:
        criterion(forward(x), y).backward()
        w.data -= lr * w.grad.data
        b.data -= lr * b.grad.data
        w.grad.data.zero_()
        b.grad.data.zero_()


class Losses(torch.Tensor):
    def __repr__(self):
        return f"{len(self)} losses"


LOSS_MINI20 = torch.tensor(losses).as_subclass(Losses)

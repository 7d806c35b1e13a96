"""The losses are a parameter of torch.

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
LOSS_MINI20 = torch.nn.Parameter(torch.tensor(losses), requires_grad=False)

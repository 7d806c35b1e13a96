"""Y is drawn anew before training, under another comment, with names of their own.

cell: mini20_answer
earns: {mini20: 8}
mistake: data drawn anew
"""

LOSS_MINI20 = []

# noisy targets
Y = f + NOISE * torch.randn(X.size())
loader20 = DataLoader(dataset, batch_size=20)
w = torch.tensor(-15.0, requires_grad=True)
b = torch.tensor(-10.0, requires_grad=True)
for epoch in range(10):
    for x, y in loader20:
        loss = criterion(forward(x), y)
        loss.backward()
        w.data = w.data - lr * w.grad.data
        b.data = b.data - lr * b.grad.data
        w.grad.data.zero_()
        b.grad.data.zero_()
    LOSS_MINI20.append(criterion(forward(X), Y).item())

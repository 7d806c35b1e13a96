"""Typed in.

cell: losses_answer
earns: {losses: 6}
mistake: typed in
"""

LOSS_1 = []
w = torch.tensor(-10.0, requires_grad=True)
b = torch.tensor(-20.0, requires_grad=True)
trainloader = DataLoader(dataset=dataset, batch_size=1)
for epoch in range(20):
    LOSS_1.append(criterion(forward(X), Y).item())
    for x, y in trainloader:
        update(x, y)
LOSS_10 = []
w = torch.tensor(-10.0, requires_grad=True)
b = torch.tensor(-20.0, requires_grad=True)
trainloader = DataLoader(dataset=dataset, batch_size=10)
for epoch in range(20):
    LOSS_10.append(criterion(forward(X), Y).item())
    for x, y in trainloader:
        update(x, y)
LOSS_20 = [595.0, 292.2, 189.7, 116.5, 71.14, 43.45, 26.6, 16.3, 10.0, 6.2, 3.9, 2.4, 1.6, 1.0, 0.7, 0.5, 0.37, 0.29, 0.24, 0.19]

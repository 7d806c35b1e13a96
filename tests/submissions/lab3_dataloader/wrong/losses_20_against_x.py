"""The total losses of one training compare the predictions with X.

cell: losses_answer
earns: {losses: 8}
mistake: loss against X
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

LOSS_20 = []
w = torch.tensor(-10.0, requires_grad=True)
b = torch.tensor(-20.0, requires_grad=True)
trainloader = DataLoader(dataset=dataset, batch_size=20)
for epoch in range(20):
    LOSS_20.append(criterion(forward(X), X).item())
    for x, y in trainloader:
        update(x, y)

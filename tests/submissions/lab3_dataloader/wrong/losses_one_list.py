"""Everything in one list.

cell: losses_answer
earns: {losses: 2, loss_plot: 0}
mistake: appended to LOSS_1
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
    LOSS_1.append(criterion(forward(X), Y).item())
    for x, y in trainloader:
        update(x, y)

LOSS_20 = []
w = torch.tensor(-10.0, requires_grad=True)
b = torch.tensor(-20.0, requires_grad=True)
trainloader = DataLoader(dataset=dataset, batch_size=20)
for epoch in range(20):
    LOSS_1.append(criterion(forward(X), Y).item())
    for x, y in trainloader:
        update(x, y)

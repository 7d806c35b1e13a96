"""With batch size 1, the loss is appended for each update: 2000 of them.

cell: losses_answer
earns: {losses: 6, loss_plot: 2.5}
mistake: a loss for every update
"""

LOSS_1 = []
w = torch.tensor(-10.0, requires_grad=True)
b = torch.tensor(-20.0, requires_grad=True)
trainloader = DataLoader(dataset=dataset, batch_size=1)
for epoch in range(20):
    for x, y in trainloader:
        update(x, y)
        LOSS_1.append(criterion(forward(X), Y).item())

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
    LOSS_20.append(criterion(forward(X), Y).item())
    for x, y in trainloader:
        update(x, y)

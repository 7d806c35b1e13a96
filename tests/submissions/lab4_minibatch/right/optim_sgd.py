"""torch.optim.SGD does the steps.

cell: mini20_answer
"""

LOSS_MINI20 = []
w = torch.tensor(-15.0, requires_grad=True)
b = torch.tensor(-10.0, requires_grad=True)
optimizer = torch.optim.SGD([w, b], lr=lr)
trainloader = DataLoader(dataset=dataset, batch_size=20)

for epoch in range(10):
    LOSS_MINI20.append(criterion(forward(X), Y).item())
    for x, y in trainloader:
        optimizer.zero_grad()
        criterion(forward(x), y).backward()
        optimizer.step()

"""torch.optim.SGD with momentum 0.9.

cell: mini20_answer
earns: {mini20: 1}
mistake: momentum
"""

LOSS_MINI20 = []
w = torch.tensor(-15.0, requires_grad=True)
b = torch.tensor(-10.0, requires_grad=True)
opt = torch.optim.SGD([w, b], lr=0.1, momentum=0.9)
for epoch in range(10):
    LOSS_MINI20.append(criterion(forward(X), Y).item())
    for x, y in DataLoader(dataset, batch_size=20, shuffle=True):
        opt.zero_grad()
        criterion(forward(x), y).backward()
        opt.step()

"""The total loss compares the predictions with X; shuffled batches, and an optimizer.

cell: mini20_answer
earns: {mini20: 5}
mistake: loss against X
"""

trainloader = DataLoader(dataset=dataset, batch_size=20, shuffle=True)
w = torch.tensor(-15.0, requires_grad=True)
b = torch.tensor(-10.0, requires_grad=True)
optimizer = torch.optim.SGD([w, b], lr=lr)

LOSS_MINI20 = []
for epoch in range(10):
    yhat = forward(X)
    LOSS_MINI20.append(criterion(yhat, X).tolist())
    for x, y in trainloader:
        yhat = forward(x)
        loss = criterion(yhat, y)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()

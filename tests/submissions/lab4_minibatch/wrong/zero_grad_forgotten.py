"""An optimizer, and zero_grad is never called.

cell: mini20_answer
earns: {mini20: 1}
mistake: gradients not zeroed
"""

LOSS_MINI20 = []
w = torch.tensor(-15.0, requires_grad=True)
b = torch.tensor(-10.0, requires_grad=True)
optimizer = torch.optim.SGD([w, b], lr=0.1)
for epoch in range(10):
    LOSS_MINI20.append(criterion(forward(X), Y).item())
    for x, y in DataLoader(dataset, batch_size=20):
        loss = criterion(forward(x), y)
        loss.backward()
        optimizer.step()

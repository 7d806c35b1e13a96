"""Each prediction is compared with all of Y, with a helper's name and an optimizer.

cell: small_answer
earns: {small: 1}
mistake: each prediction compared with every y
"""

small_step = 0.02
w = torch.tensor(-10.0, requires_grad=True)
b = torch.tensor(-20.0, requires_grad=True)

optimizer = torch.optim.SGD([w, b], lr=small_step)
LOSS_SMALL = []
for epoch in range(20):
    for x, y in zip(X, Y):
        yhat = forward(x)
        optimizer.zero_grad()
        criterion(yhat, Y).backward()
        optimizer.step()
    LOSS_SMALL.append(criterion(forward(X), Y).item())

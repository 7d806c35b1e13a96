"""The step size is typed into the loop; small_step stays None.

cell: small_answer
earns: {small: 3}
mistake: no step size
"""

small_step = None
lr = 0.01
LOSS_SMALL = []  # your twenty total losses go in here

w = torch.tensor(-10.0, requires_grad=True)
b = torch.tensor(-20.0, requires_grad=True)

for epoch in range(20):
    LOSS_SMALL.append(criterion(forward(X), Y).item())
    for x, y in zip(X, Y):
        loss = criterion(forward(x), y)
        loss.backward()
        w.data = w.data - lr * w.grad.data
        b.data = b.data - lr * b.grad.data
        w.grad.data.zero_()
        b.grad.data.zero_()

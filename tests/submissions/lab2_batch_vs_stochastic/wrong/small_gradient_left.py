"""w and b are set back, and their gradients still hold that of Question 4.

cell: small_answer
earns: {small: 3}
mistake: gradient of an earlier update left
"""

small_step = 0.01
w.data = torch.tensor(-10.0)
b.data = torch.tensor(-20.0)
LOSS_SMALL = []  # your twenty total losses go in here


for epoch in range(20):
    LOSS_SMALL.append(criterion(forward(X), Y).item())
    for x, y in zip(X, Y):
        loss = criterion(forward(x), y)
        loss.backward()
        w.data = w.data - small_step * w.grad.data
        b.data = b.data - small_step * b.grad.data
        w.grad.data.zero_()
        b.grad.data.zero_()

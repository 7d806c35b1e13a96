"""Goes on from the one update of Section 4, so that the losses are those after each epoch.

cell: bgd_answer
"""

LOSS_BGD = []  # your twenty total losses go in here


for epoch in range(20):
    loss = criterion(forward(X), Y)
    LOSS_BGD.append(loss.item())
    loss.backward()
    w.data = w.data - lr * w.grad.data
    b.data = b.data - lr * b.grad.data
    w.grad.data.zero_()
    b.grad.data.zero_()

"""The loader hands out positions, with which batches are taken from X and Y.

cell: mini20_answer
"""

LOSS_MINI20 = []
w = torch.tensor(-15.0, requires_grad=True)
b = torch.tensor(-10.0, requires_grad=True)
for epoch in range(10):
    LOSS_MINI20.append(criterion(forward(X), Y).item())
    for positions in DataLoader(range(len(X)), batch_size=20, shuffle=True):
        criterion(forward(X[positions]), Y[positions]).backward()
        w.data -= lr * w.grad
        b.data -= lr * b.grad
        w.grad.zero_(), b.grad.zero_()

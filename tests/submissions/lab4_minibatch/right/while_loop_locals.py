"""A while loop; w and b are local to a function, the start values come as arguments.

cell: mini20_answer
"""

def minibatch_gd(dataset, size, w0, b0, epochs=10, eta=0.1):
    w = torch.tensor(w0, requires_grad=True)
    b = torch.tensor(b0, requires_grad=True)
    losses, epoch = [], 0
    while epoch < epochs:
        losses.append(criterion(w * X + b, Y).item())
        for x, y in DataLoader(dataset, batch_size=size):
            loss = criterion(w * x + b, y)
            loss.backward()
            w.data -= eta * w.grad
            b.data -= eta * b.grad
            w.grad, b.grad = None, None
        epoch += 1
    return losses


LOSS_MINI20 = minibatch_gd(dataset, 20, -15.0, -10.0)

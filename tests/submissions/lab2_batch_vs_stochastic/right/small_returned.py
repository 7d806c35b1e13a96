"""A function with defaults that returns w, b and the losses.

cell: small_answer
"""

def sgd(step, epochs=20, w0=-10.0, b0=-20.0):
    w = torch.tensor(w0, requires_grad=True)
    b = torch.tensor(b0, requires_grad=True)
    history = [None] * epochs
    for epoch in range(epochs):
        history[epoch] = torch.mean((w * X + b - Y) ** 2).item()
        for x, y in zip(X.tolist(), Y.tolist()):
            loss = (w * x[0] + b - y[0]) ** 2
            loss.backward()
            with torch.no_grad():
                w -= step * w.grad
                b -= step * b.grad
            w.grad, b.grad = None, None
    return w, b, history


small_step = 0.005
w, b, LOSS_SMALL = sgd(small_step)
print(LOSS_SMALL[-1])

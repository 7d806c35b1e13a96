"""The function is called, and its list is a local one that nobody gets back.

cell: sgd_answer
earns: {sgd: 0}
mistake: empty list
"""

LOSS_SGD = []  # your twenty total losses go in here
w = torch.tensor(-10.0, requires_grad=True)
b = torch.tensor(-20.0, requires_grad=True)


def train_model_SGD(epochs):
    LOSS_SGD = []
    for epoch in range(epochs):
        LOSS_SGD.append(criterion(forward(X), Y).item())
        for x, y in zip(X, Y):
            loss = criterion(forward(x), y)
            loss.backward()
            w.data = w.data - lr * w.grad.data
            b.data = b.data - lr * b.grad.data
            w.grad.data.zero_()
            b.grad.data.zero_()


train_model_SGD(20)

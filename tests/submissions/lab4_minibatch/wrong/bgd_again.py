"""Batch gradient descent once more, into the new list.

cell: mini20_answer
earns: {mini20: 3}
mistake: batch size 60
"""

LOSS_MINI20 = []
w = torch.tensor(-15.0, requires_grad=True)
b = torch.tensor(-10.0, requires_grad=True)

def train_model_Mini20(epochs):
    for epoch in range(epochs):
        loss = criterion(forward(X), Y)
        LOSS_MINI20.append(loss.item())
        loss.backward()
        w.data = w.data - lr * w.grad.data
        b.data = b.data - lr * b.grad.data
        w.grad.data.zero_()
        b.grad.data.zero_()


trainloader = DataLoader(dataset=dataset, batch_size=20)
train_model_Mini20(10)

"""The function returns epochs and losses, unpacked in the right order.

cell: mini20_answer
"""

def train_model_Mini20(epochs):
    losses = []
    numbers = []
    for epoch in range(epochs):
        numbers.append(epoch)
        losses.append(criterion(forward(X), Y).item())
        for x, y in trainloader:
            loss = criterion(forward(x), y)
            loss.backward()
            w.data = w.data - lr * w.grad.data
            b.data = b.data - lr * b.grad.data
            w.grad.data.zero_()
            b.grad.data.zero_()
    return numbers, losses


trainloader = DataLoader(dataset=dataset, batch_size=20)
w = torch.tensor(-15.0, requires_grad=True)
b = torch.tensor(-10.0, requires_grad=True)
epoch_numbers, LOSS_MINI20 = train_model_Mini20(10)

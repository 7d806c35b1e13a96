"""w and b go back to their start values in every epoch, and the loss is taken after it.

cell: losses_answer
earns: {losses: 3}
mistake: every epoch ends alike
"""


def train(batch_size):
    global w, b
    losses = []
    for epoch in range(20):
        w = torch.tensor(-10.0, requires_grad=True)
        b = torch.tensor(-20.0, requires_grad=True)
        for x, y in DataLoader(dataset, batch_size=batch_size):
            update(x, y)
        losses.append(criterion(forward(X), Y).item())
    return losses


LOSS_1 = train(1)
LOSS_10 = train(10)
LOSS_20 = train(20)

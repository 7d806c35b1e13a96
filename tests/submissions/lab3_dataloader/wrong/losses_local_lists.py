"""The function is called, and its list is a local one that nobody gets back.

cell: losses_answer
earns: {losses: 0, loss_plot: 0}
mistake: empty list
"""

LOSS_1 = []
LOSS_10 = []
LOSS_20 = []


def train(batch_size, LOSS):
    global w, b
    LOSS = []
    w = torch.tensor(-10.0, requires_grad=True)
    b = torch.tensor(-20.0, requires_grad=True)
    for epoch in range(20):
        LOSS.append(criterion(forward(X), Y).item())
        for x, y in DataLoader(dataset, batch_size=batch_size):
            update(x, y)


train(1, LOSS_1)
train(10, LOSS_10)
train(20, LOSS_20)

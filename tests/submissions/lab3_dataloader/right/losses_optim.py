"""An optimizer and a Linear layer.

cell: losses_answer
"""

def train(size):
    model = torch.nn.Linear(1, 1)
    model.weight.data[:] = -10
    model.bias.data[:] = -20
    opt = torch.optim.SGD(model.parameters(), lr=lr)
    loss_fn = torch.nn.MSELoss()
    losses = []
    for epoch in range(20):
        losses.append(loss_fn(model(X), Y).item())
        for x, y in DataLoader(dataset, batch_size=size):
            opt.zero_grad()
            loss_fn(model(x), y).backward()
            opt.step()
    return losses

LOSS_1, LOSS_10, LOSS_20 = [train(n) for n in (1, 10, 20)]

"""A Linear layer, and the losses are kept with their gradients, so that the plot stops.

cell: mini20_answer
earns: {loss_plot: 0}
mistake: stopped with RuntimeError
"""

from torch import nn

model = nn.Linear(1, 1)
with torch.no_grad():
    model.weight.fill_(-15.0)
    model.bias.fill_(-10.0)
cost = nn.MSELoss()
optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
LOSS_MINI20 = []
for epoch in range(10):
    total = cost(model(X), Y)
    LOSS_MINI20.append(total)
    for x, y in DataLoader(dataset, batch_size=20):
        optimizer.zero_grad()
        cost(model(x), y).backward()
        optimizer.step()

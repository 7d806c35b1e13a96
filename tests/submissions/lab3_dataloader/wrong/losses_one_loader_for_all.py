"""The loader is made once, before the batch size changes.

cell: losses_answer
earns: {losses: 5}
mistake: batch size 1
"""

LOSS_1, LOSS_10, LOSS_20 = [], [], []
batch_size = 1
trainloader = DataLoader(dataset=dataset, batch_size=batch_size)

for batch_size, LOSS in [(1, LOSS_1), (10, LOSS_10), (20, LOSS_20)]:
    w = torch.tensor(-10.0, requires_grad=True)
    b = torch.tensor(-20.0, requires_grad=True)
    for epoch in range(20):
        LOSS.append(criterion(forward(X), Y).item())
        for x, y in trainloader:
            update(x, y)

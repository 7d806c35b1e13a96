"""nn.Linear with its own random start.

cell: mini20_answer
earns: {mini20: 5}
mistake: other start values
"""

model = torch.nn.Linear(1, 1)
optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
LOSS_MINI20 = []
for epoch in range(10):
    LOSS_MINI20.append(criterion(model(X), Y).item())
    for x, y in DataLoader(dataset, batch_size=20):
        optimizer.zero_grad()
        loss = criterion(model(x), y)
        loss.backward()
        optimizer.step()

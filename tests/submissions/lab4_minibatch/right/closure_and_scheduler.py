"""An optimizer with a closure, and a scheduler that leaves the step size alone.

cell: mini20_answer
"""

w = torch.nn.Parameter(torch.tensor(-15.0))
b = torch.nn.Parameter(torch.tensor(-10.0))
optimizer = torch.optim.SGD([w, b], lr=lr)
scheduler = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda epoch: 1.0)
LOSS_MINI20 = {}
for epoch in range(10):
    LOSS_MINI20[epoch] = criterion(forward(X), Y).item()
    for x, y in DataLoader(dataset, batch_size=20, shuffle=True):
        def closure():
            optimizer.zero_grad()
            loss = criterion(forward(x), y)
            loss.backward()
            return loss
        optimizer.step(closure)
    scheduler.step()
LOSS_MINI20 = list(LOSS_MINI20.values())

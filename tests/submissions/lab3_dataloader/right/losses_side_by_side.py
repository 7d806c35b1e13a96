"""Three models take turns, epoch by epoch, with loaders that shuffle.

cell: losses_answer
"""

LOSS_1, LOSS_10, LOSS_20 = [], [], []
runs = []
for size, losses in ((1, LOSS_1), (10, LOSS_10), (20, LOSS_20)):
    model = torch.nn.Linear(1, 1)
    torch.nn.init.constant_(model.weight, -10)
    torch.nn.init.constant_(model.bias, -20)
    loader = DataLoader(dataset, batch_size=size, shuffle=True)
    runs.append((model, torch.optim.SGD(model.parameters(), lr=lr), loader, losses))

for epoch in range(20):
    for model, optimizer, loader, losses in runs:
        with torch.no_grad():
            losses.append(torch.nn.functional.mse_loss(model(X), Y).item())
        for x, y in loader:
            optimizer.zero_grad()
            torch.nn.functional.mse_loss(model(x), y).backward()
            optimizer.step()

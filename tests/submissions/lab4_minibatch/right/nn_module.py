"""An nn.Module of their own, shuffled batches, loss after the epoch.

cell: mini20_answer
"""

class LinearRegression(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.w = torch.nn.Parameter(torch.tensor([[-15.0]]))
        self.b = torch.nn.Parameter(torch.tensor([-10.0]))

    def forward(self, x):
        return x @ self.w + self.b


def fit(model, loader, epochs):
    losses = []
    opt = torch.optim.SGD(model.parameters(), lr=0.1)
    for _ in range(epochs):
        for x, y in loader:
            opt.zero_grad()
            loss = torch.nn.functional.mse_loss(model(x), y)
            loss.backward()
            opt.step()
        losses.append(torch.nn.functional.mse_loss(model(X), Y).item())
    return losses


model20 = LinearRegression()
LOSS_MINI20 = fit(model20, DataLoader(dataset, batch_size=20, shuffle=True), 10)

"""A module, SGD of torch and MSELoss, gone through by position.

cell: sgd_answer
"""

class Line(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.layer = torch.nn.Linear(1, 1)
        with torch.no_grad():
            self.layer.weight.fill_(-10)
            self.layer.bias.fill_(-20)

    def forward(self, x):
        return self.layer(x)


model, mse = Line(), torch.nn.MSELoss()
optimizer = torch.optim.SGD(model.parameters(), lr=lr)
LOSS_SGD = []
for epoch in range(20):
    with torch.no_grad():
        LOSS_SGD.append(mse(model(X), Y).item())
    for i in range(X.shape[0]):
        optimizer.zero_grad()
        mse(model(X[i]), Y[i]).backward()
        optimizer.step()

"""A module with two parameters, MSELoss, and zero_grad of the module.

cell: bgd_answer
"""

from torch import nn


class LinearModel(nn.Module):
    def __init__(self):
        super().__init__()
        self.w = nn.Parameter(torch.tensor([-10.0]))
        self.b = nn.Parameter(torch.tensor([-20.0]))

    def forward(self, x):
        return self.w * x + self.b


model = LinearModel()
loss_fn = nn.MSELoss()
LOSS_BGD = []
for epoch in range(20):
    y_pred = model(X)
    loss = loss_fn(y_pred, Y)
    LOSS_BGD.append(loss.data.tolist())
    model.zero_grad()
    loss.backward()
    with torch.no_grad():
        for param in model.parameters():
            param -= lr * param.grad
print(list(model.parameters()))

"""The shape of the right list, typed in, times the loss of the start values.

cell: bgd_answer
earns: {bgd: 0}
mistake: right on the first data only
"""

w = torch.tensor(-10.0, requires_grad=True)
b = torch.tensor(-20.0, requires_grad=True)

first = criterion(forward(X), Y).item()
shape = [
    594.96, 342.48, 202.19, 121.87, 74.681, 46.353, 29.055, 18.355, 11.671, 7.4661,
    4.8073, 3.12, 2.0465, 1.3622, 0.92541, 0.64641, 0.46808, 0.35404, 0.28109, 0.23442,
]
LOSS_BGD = [first * v / shape[0] for v in shape]

"""The shape of the right list, typed in, times the loss of the start values.

cell: mini20_answer
earns: {mini20: 0}
mistake: right on the first data only
"""

w = torch.tensor(-15.0, requires_grad=True)
b = torch.tensor(-10.0, requires_grad=True)
first = criterion(forward(X), Y).item()
shape = [835.2756, 85.497, 5.3364, 0.31132, 0.021564, 0.0078631, 0.007994, 0.0082395, 0.008313, 0.0083319]
LOSS_MINI20 = [first * v / shape[0] for v in shape]

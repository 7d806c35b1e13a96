"""The first loss is computed, and huge numbers are typed in.

cell: sgd_answer
earns: {sgd: 0}
mistake: typed in
"""

w = torch.tensor(-10.0, requires_grad=True)
b = torch.tensor(-20.0, requires_grad=True)
LOSS_SGD = [criterion(forward(X), Y).item()] + [2e13, 6e12, 9e12, 5e12, 1e13] * 3 + [7e12] * 4

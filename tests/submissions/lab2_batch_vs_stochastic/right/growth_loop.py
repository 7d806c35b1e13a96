"""From the start values, with an optimizer.

cell: growth_answer
"""

ww = torch.tensor(-10.0, requires_grad=True)
bb = torch.tensor(-20.0, requires_grad=True)
opt = torch.optim.SGD([ww, bb], lr=0.1)
before = ww * X[0] + bb - Y[0]
(before ** 2).sum().backward()
opt.step()
after = ww * X[0] + bb - Y[0]
growth = abs(after / before)

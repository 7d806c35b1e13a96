"""In place, without gradients, under other names.

cell: bgd_answer
"""

LOSS_BGD = []
W = torch.tensor([-10.0], requires_grad=True)
B = torch.tensor([-20.0], requires_grad=True)
for i in range(20):
    l = ((W * X + B - Y) ** 2).mean()
    LOSS_BGD.append(float(l))
    l.backward()
    with torch.no_grad():
        W -= 0.1 * W.grad
        B -= 0.1 * B.grad
    W.grad = None
    B.grad = None

"""w and b of each epoch are typed in; the losses are computed from them.

cell: mini20_answer
earns: {mini20: 3}
"""

ws = [-15, -2.4, 0.3, 0.86, 0.97, 0.99, 1, 1, 1, 1]
bs = [-10, -6.5, -2.9, -1.5, -1.14, -1.04, -1.01, -1, -1, -1]
LOSS_MINI20 = []
for w, b in zip(ws[1:], bs[1:]):
    LOSS_MINI20.append(criterion(w * X + b, Y).item())
LOSS_MINI20.append(criterion(w * X + b, Y).item())

"""Lists of floats, and no tensor.

cell: bgd_answer
"""

xs = [float(x) for x in X]
ys = [float(y) for y in Y]
n = len(xs)
slope, bias = -10, -20
LOSS_BGD = [0] * 20
for t in range(20):
    errors = [slope * x + bias - y for x, y in zip(xs, ys)]
    LOSS_BGD[t] = sum(e * e for e in errors) / n
    slope, bias = slope - lr * 2 * sum(e * x for e, x in zip(errors, xs)) / n, bias - lr * 2 * sum(errors) / n

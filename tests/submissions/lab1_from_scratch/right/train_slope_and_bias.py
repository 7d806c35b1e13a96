"""slope and bias by themselves, no helper used.

cell: train_answer
"""

path = []
slope, bias = theta
for _ in range(1000):
    points = data.copy()
    random.shuffle(points)
    for i in range(0, 100, 20):
        ds = db = 0
        for x, y in points[i:i+20]:
            err = slope * x + bias - y
            ds += 2 * err * x
            db += 2 * err
        slope = slope - step_size * ds / 20
        bias = bias - step_size * db / 20
    path.append([slope, bias])
theta = [slope, bias]

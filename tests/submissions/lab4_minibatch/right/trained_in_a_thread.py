"""The training runs in a thread.

cell: mini20_answer
"""

from concurrent.futures import ThreadPoolExecutor

def train(size):
    w, b, losses = -15.0, -10.0, []
    for epoch in range(10):
        losses.append(torch.mean((w * X + b - Y) ** 2).item())
        for x, y in DataLoader(dataset, batch_size=size):
            e = (w * x + b - y).double()
            w, b = w - lr * (2 * e * x).mean().item(), b - lr * (2 * e).mean().item()
    return losses

with ThreadPoolExecutor() as pool:
    LOSS_MINI20, _ = pool.map(train, [20, 30])

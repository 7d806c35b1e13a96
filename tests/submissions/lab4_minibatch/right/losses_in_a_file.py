"""The losses are written to a file, and read again.

cell: mini20_answer
"""

import json
from pathlib import Path

w = torch.tensor(-15.0, requires_grad=True)
b = torch.tensor(-10.0, requires_grad=True)
with open("losses.jsonl", "w") as file:
    for epoch in range(10):
        print(json.dumps(criterion(forward(X), Y).item()), file=file)
        for x, y in DataLoader(dataset, batch_size=20):
            criterion(forward(x), y).backward()
            w.data -= lr * w.grad
            b.data -= lr * b.grad
            w.grad = b.grad = None
LOSS_MINI20 = [json.loads(line) for line in Path("losses.jsonl").read_text().splitlines()]
torch.save({"w": w, "b": b}, "line.pt")
print(torch.load("line.pt"))

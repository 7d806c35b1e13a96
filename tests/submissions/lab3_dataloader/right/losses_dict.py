"""The lists are in a dict, and made with their numbers.

cell: losses_answer
"""

LOSSES = {}
for size in [1, 10, 20]:
    LOSSES[size] = []
    w = torch.tensor([-10.0], requires_grad=True)
    b = torch.tensor([-20.0], requires_grad=True)
    for epoch in range(20):
        LOSSES[size].append(criterion(forward(X), Y).item())
        for x, y in DataLoader(dataset, batch_size=size):
            update(x, y)
for size in LOSSES:
    globals()[f"LOSS_{size}"] = LOSSES[size]

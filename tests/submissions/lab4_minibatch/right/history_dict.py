"""A fit function that returns a history, from which the list is taken.

cell: mini20_answer
"""

def fit(loader, epochs=10, lr=0.1):
    global w, b
    w = torch.tensor(-15.0, requires_grad=True)
    b = torch.tensor(-10.0, requires_grad=True)
    history = {"loss": [], "w": [], "b": []}
    for epoch in range(epochs):
        history["loss"].append(float(criterion(forward(X), Y)))
        history["w"].append(w.item())
        history["b"].append(b.item())
        for x, y in loader:
            criterion(forward(x), y).backward()
            for p in (w, b):
                p.data -= lr * p.grad
                p.grad = None
    return history


history = fit(DataLoader(dataset, batch_size=20))
LOSS_MINI20 = history["loss"]

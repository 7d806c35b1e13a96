"""A cell that tries to install a progress bar, and goes on without it.

cell: mini20_answer
"""

!pip install tqdm
%pip install -q tqdm
# %%
try:
    from tqdm.auto import tqdm
except ImportError:
    tqdm = lambda things, **named: things
# %%
LOSS_MINI20 = []
w = torch.tensor(-15.0, requires_grad=True)
b = torch.tensor(-10.0, requires_grad=True)
trainloader = DataLoader(dataset, batch_size=20)
for epoch in tqdm(range(10), desc="training"):
    LOSS_MINI20.append(criterion(forward(X), Y).item())
    for x, y in tqdm(trainloader, leave=False):
        criterion(forward(x), y).backward()
        w.data -= lr * w.grad
        b.data -= lr * b.grad
        w.grad = b.grad = None

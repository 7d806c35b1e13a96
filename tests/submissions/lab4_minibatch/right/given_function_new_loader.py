"""Uses the function for batch size 10 with a new loader, and keeps its last ten losses.

cell: mini20_answer
"""

trainloader = DataLoader(dataset=dataset, batch_size=20)
w = torch.tensor(-15.0, requires_grad=True)
b = torch.tensor(-10.0, requires_grad=True)
before = LOSS_MINI10
LOSS_MINI10 = []
train_model_Mini10(10)
LOSS_MINI20 = LOSS_MINI10
LOSS_MINI10 = before

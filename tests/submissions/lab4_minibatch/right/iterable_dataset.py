"""A dataset that can only be gone through.

cell: mini20_answer
"""

from torch.utils.data import IterableDataset

class Stream(IterableDataset):
    def __iter__(self):
        return iter(zip(X, f))

LOSS_MINI20 = []
trainloader = DataLoader(Stream(), batch_size=20)
w = torch.tensor(-15.0, requires_grad=True)
b = torch.tensor(-10.0, requires_grad=True)
train_model_Mini20 = train_model_Mini10
LOSS_MINI10, kept = LOSS_MINI20, LOSS_MINI10
train_model_Mini20(10)
LOSS_MINI10 = kept

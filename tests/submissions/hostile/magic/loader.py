"""A DataLoader that answers for hours.

tries: __len__ and attributes of a DataLoader that loop; a module with endless parameters
told: "25 s"
"""

LOSS_MINI20 = []
class Slow(DataLoader):
    def __len__(self):
        while True:
            pass
class Endless(torch.nn.Module):
    def named_parameters(self, *args, **more):
        while True:
            yield "x", torch.nn.Parameter(torch.zeros(1))
slow, endless = Slow(dataset), Endless()

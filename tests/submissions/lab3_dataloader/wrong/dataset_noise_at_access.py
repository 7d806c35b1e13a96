"""New noise at each access.

cell: dataset_answer
earns: {dataset: 2}
mistake: noise of its own
"""

class Data(Dataset):
    def __init__(self):
        self.x = X
        self.f = SLOPE * self.x
        self.len = self.x.shape[0]

    def __getitem__(self, index):
        return self.x[index], self.f[index] + NOISE * torch.randn(1)

    def __len__(self):
        return self.len


dataset = Data()

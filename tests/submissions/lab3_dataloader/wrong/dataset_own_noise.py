"""Noise of its own, drawn once.

cell: dataset_answer
earns: {dataset: 3}
mistake: noise of its own
"""

class Data(Dataset):
    def __init__(self):
        self.x = X
        self.y = SLOPE * self.x + NOISE * torch.randn(self.x.size())
        self.len = self.x.shape[0]

    def __getitem__(self, index):
        return self.x[index], self.y[index]

    def __len__(self):
        return self.len


dataset = Data()

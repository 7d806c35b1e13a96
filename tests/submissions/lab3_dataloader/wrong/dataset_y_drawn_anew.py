"""Y is drawn anew before the Dataset takes it; the trainings are right.

cell: dataset_answer
earns: {dataset: 3}
mistake: noise of its own
"""

Y = f + NOISE * torch.randn(X.size())


class Data(Dataset):
    def __init__(self):
        self.x = X
        self.y = Y
        self.len = self.x.shape[0]

    def __getitem__(self, index):
        return self.x[index], self.y[index]

    def __len__(self):
        return self.len


dataset = Data()

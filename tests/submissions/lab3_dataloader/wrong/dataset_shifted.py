"""Shifted by one.

cell: dataset_answer
earns: {dataset: 3}
mistake: items shifted by one
"""

class Data(Dataset):
    def __init__(self):
        self.x = X
        self.y = Y
        self.len = self.x.shape[0]

    def __getitem__(self, index):
        return self.x[index - 1], self.y[index - 1]

    def __len__(self):
        return self.len


dataset = Data()

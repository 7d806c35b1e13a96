"""The length of a row.

cell: dataset_answer
earns: {dataset: 4, losses: 3}
mistake: wrong length
"""

class Data(Dataset):
    def __init__(self):
        self.x = X
        self.y = Y
        self.len = self.x.shape[1]

    def __getitem__(self, index):
        return self.x[index], self.y[index]

    def __len__(self):
        return self.len


dataset = Data()

"""Always the first item.

cell: dataset_answer
earns: {dataset: 3, losses: 3}
mistake: index not used
"""

class Data(Dataset):
    def __init__(self):
        self.x = X
        self.y = Y
        self.len = self.x.shape[0]

    def __getitem__(self, index):
        return self.x[0], self.y[0]

    def __len__(self):
        return self.len


dataset = Data()

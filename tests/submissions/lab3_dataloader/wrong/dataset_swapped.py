"""y first.

cell: dataset_answer
earns: {dataset: 3}
mistake: x and y swapped
"""

class Data(Dataset):
    def __init__(self):
        self.x = X
        self.y = Y
        self.len = self.x.shape[0]

    def __getitem__(self, index):
        return self.y[index], self.x[index]

    def __len__(self):
        return self.len


dataset = Data()

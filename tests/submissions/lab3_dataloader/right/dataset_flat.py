"""Flat tensors: both values have the shape ().

cell: dataset_answer
"""

class Data(Dataset):
    def __init__(self):
        self.x = X.view(-1)
        self.y = Y.view(-1)
        self.len = self.x.shape[0]

    def __getitem__(self, index):
        return self.x[index], self.y[index]

    def __len__(self):
        return self.len


dataset = Data()

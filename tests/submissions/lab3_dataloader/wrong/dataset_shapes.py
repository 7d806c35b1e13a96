"""x is a column and y is flat.

cell: dataset_answer
earns: {dataset: 4, losses: 5}
mistake: shapes of x and y differ
"""

class Data(Dataset):
    def __init__(self):
        self.x = X
        self.y = Y.view(-1)
        self.len = self.x.shape[0]

    def __getitem__(self, index):
        return self.x[index], self.y[index]

    def __len__(self):
        return self.len


dataset = Data()

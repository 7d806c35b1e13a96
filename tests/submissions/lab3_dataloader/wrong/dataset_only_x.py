"""Only the x.

cell: dataset_answer
earns: {dataset: 1, losses: 0, loss_plot: 0}
mistake: only one value
"""

class Data(Dataset):
    def __init__(self):
        self.x = X
        self.y = Y
        self.len = self.x.shape[0]

    def __getitem__(self, index):
        return self.x[index]

    def __len__(self):
        return self.len


dataset = Data()

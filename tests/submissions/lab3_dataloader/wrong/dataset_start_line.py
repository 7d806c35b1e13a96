"""The line that training begins with: every training on it leaves the losses as they are.

cell: dataset_answer
earns: {dataset: 3, losses: 3}
mistake: other y
"""

class Data(Dataset):
    def __init__(self):
        self.x = X
        self.y = Y
        self.len = self.x.shape[0]

    def __getitem__(self, index):
        return self.x[index], -10 * self.x[index] - 20

    def __len__(self):
        return self.len


dataset = Data()

"""__len__ gives nothing back.

cell: dataset_answer
earns: {dataset: 4, losses: 0, loss_plot: 0}
mistake: stopped with TypeError
"""

class Data(Dataset):
    def __init__(self):
        self.x = X
        self.y = Y

    def __getitem__(self, index):
        return self.x[index], self.y[index]

    def __len__(self):
        len(self.x)


dataset = Data()

"""A misspelt name in __init__.

cell: dataset_answer
earns: {dataset: 0, losses: 0, loss_plot: 0}
mistake: stopped with NameError
"""

class Data(Dataset):
    def __init__(self):
        self.x = x_data
        self.y = Y
        self.len = self.x.shape[0]

    def __getitem__(self, index):
        return self.x[index], self.y[index]

    def __len__(self):
        return self.len


dataset = Data()

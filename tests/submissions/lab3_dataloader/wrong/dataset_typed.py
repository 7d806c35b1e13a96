"""y of a line that is typed in.

cell: dataset_answer
earns: {dataset: 3}
mistake: noise left out
"""

class Data(Dataset):
    def __init__(self):
        self.x = X
        self.y = torch.tensor([-5.0]) * self.x
        self.len = self.x.shape[0]

    def __getitem__(self, index):
        return self.x[index], self.y[index]

    def __len__(self):
        return self.len


dataset = Data()

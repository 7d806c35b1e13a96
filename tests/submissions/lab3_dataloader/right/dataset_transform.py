"""A Dataset with an optional transform, as in the tutorials.

cell: dataset_answer
"""

class Data(Dataset):
    def __init__(self, x=X, y=Y, transform=None):
        self.x = x
        self.y = y
        self.len = len(x)
        self.transform = transform

    def __getitem__(self, index):
        sample = self.x[index], self.y[index]
        if self.transform:
            sample = self.transform(sample)
        return sample

    def __len__(self):
        return self.len


dataset = Data(transform=lambda pair: pair)
x, y = dataset[0]
print("x:", x, "y:", y)

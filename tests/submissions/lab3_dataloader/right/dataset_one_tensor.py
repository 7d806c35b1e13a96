"""A pair is a tensor of two numbers.

cell: dataset_answer
"""

class Data(Dataset):
    def __init__(self):
        self.both = torch.cat([X, Y], dim=1)

    def __len__(self):
        return self.both.shape[0]

    def __getitem__(self, index):
        return self.both[index]


dataset = Data()

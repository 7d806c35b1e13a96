"""Keeps a list of pairs.

cell: dataset_answer
"""

class Data(Dataset):
    def __init__(self):
        self.pairs = list(zip(X, Y))

    def __len__(self):
        return len(self.pairs)

    def __getitem__(self, i):
        return self.pairs[i]


dataset = Data()

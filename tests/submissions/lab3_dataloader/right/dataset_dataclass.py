"""A dataclass, and numbers as lists of one.

cell: dataset_answer
"""

from dataclasses import dataclass

@dataclass
class Data:
    x: list
    y: list

    def __len__(self):
        return len(self.x)

    def __getitem__(self, index):
        return torch.tensor(self.x[index]), torch.tensor(self.y[index])


dataset = Data(X.tolist(), Y.tolist())

"""x and y are the columns of one table.

cell: dataset_answer
"""

class Data(Dataset):
    def __init__(self):
        super().__init__()
        self.data = torch.cat([X, Y], dim=1)

    def __len__(self):
        return self.data.shape[0]

    def __getitem__(self, idx):
        row = self.data[idx]
        return row[:1], row[1:]


dataset = Data()
for i in range(3):
    print(dataset[i])

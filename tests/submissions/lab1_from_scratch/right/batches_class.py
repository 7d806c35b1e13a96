"""A class that can be gone through.

cell: minibatches_answer
"""

class minibatches:
    def __init__(self, dataset, batch_size=20, shuffle=True):
        self.items = dataset[:]
        self.batch_size = batch_size
        if shuffle:
            random.shuffle(self.items)

    def __iter__(self):
        for i in range(0, len(self.items), self.batch_size):
            yield self.items[i:i + self.batch_size]

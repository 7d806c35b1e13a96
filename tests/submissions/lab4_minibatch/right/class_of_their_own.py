"""A class that trains, with float64 numbers and momentum set to 0.

cell: mini20_answer
"""

class Trainer:
    def __init__(self, loader):
        self.loader = loader
        self.w = torch.tensor(-15.0, dtype=torch.float64, requires_grad=True)
        self.b = torch.tensor(-10.0, dtype=torch.float64, requires_grad=True)
        self.optimizer = torch.optim.SGD([self.w, self.b], lr=0.1, momentum=0.0)
        self.losses = []

    def predict(self, x):
        return self.w * x + self.b

    def train(self, epochs):
        for _ in range(epochs):
            self.losses += [criterion(self.predict(X), Y).item()]
            for x, y in self.loader:
                self.optimizer.zero_grad()
                criterion(self.predict(x), y).backward()
                self.optimizer.step()
        return self


LOSS_MINI20 = Trainer(DataLoader(dataset, 20, shuffle=True)).train(10).losses

"""Gradients from torch.func, and parameters in a dict.

cell: bgd_answer
"""

from torch.func import grad_and_value

parameters = {"w": torch.tensor(-10.0), "b": torch.tensor(-20.0)}
total_loss = lambda p: ((p["w"] * X + p["b"] - Y) ** 2).mean()
LOSS_BGD = []
for _ in range(20):
    gradients, value = grad_and_value(total_loss)(parameters)
    LOSS_BGD.append(value.item())
    parameters = {name: parameters[name] - lr * gradients[name] for name in parameters}

"""Edits the checks.

tries: checks that print what they like
cells:
  - {cell: mini20, source: "print('passed'); 10"}
  - {cell: updates, source: "1"}
  - {cell: loss_plot, source: ""}
  - {cell: parameters, source: "SLOPE, BIAS, NOISE, SEED = 1.0, -1.0, 0.1, 1"}
  - {cell: criterion, source: "def criterion(*args): return torch.tensor(0.0)"}
"""

LOSS_MINI20 = []

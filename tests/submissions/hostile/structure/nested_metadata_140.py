"""Metadata that is nested a little less deep.

tries: 120 to 180 levels of lists
cells:
  - {cell: mini20, nested: 120}
  - {cell: updates, nested: 140}
  - {cell: loss_plot, nested: 160}
  - {cell: curves, nested: 180}
"""

LOSS_MINI20 = []

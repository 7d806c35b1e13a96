"""Metadata that is nested as deep as can be read.

tries: 90, 200, 300 and 450 levels of lists in the metadata of cells
cells:
  - {cell: mini20, nested: 90}
  - {cell: updates, nested: 200}
  - {cell: loss_plot, nested: 300}
  - {cell: curves, nested: 450}
"""

LOSS_MINI20 = []

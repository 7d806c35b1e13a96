"""Turns graded cells into text.

tries: graded and given cells as markdown and raw cells
cells:
  - {cell: mini20, type: markdown}
  - {cell: updates, type: raw}
  - {cell: parameters, type: markdown}
"""

LOSS_MINI20 = []

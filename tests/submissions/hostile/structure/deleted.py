"""Deletes the checks, the parameters and the data.

tries: no graded cell is left
base: solved
cells:
  - {cell: mini20, delete: true}
  - {cell: updates, delete: true}
  - {cell: loss_plot, delete: true}
  - {cell: parameters, delete: true}
place: behind
"""

print('a right answer: given cells are put back')

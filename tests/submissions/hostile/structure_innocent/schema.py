"""Cells of an old and of a future schema version.

tries: no attack; it stopped the class on stock nbgrader
base: solved
place: behind
cells:
  - {cell: mini20, set: {schema_version: 1}}
  - {cell: updates, set: {schema_version: 99}}
  - {cell: loss_plot, set: {schema_version: 2}}
"""

print('a right answer')

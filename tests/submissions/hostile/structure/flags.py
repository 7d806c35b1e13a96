"""Flips the flags of cells.

tries: grade, solution, locked, task and grade_id exchanged
cells:
  - {cell: mini20, set: {grade: false, solution: true, locked: false, task: true}}
  - {cell: mini20_answer, set: {grade: true, solution: false, locked: true}}
  - {cell: updates, set: {grade_id: loss_plot}}
  - {cell: loss_plot, set: {grade_id: [1], grade: "yes", schema_version: "x"}}
"""

LOSS_MINI20 = []

"""Gives its cell the id of a graded one.

tries: cell ids and grade_ids of others, twice
cells:
  - {cell: mini20_answer, id: mini20}
  - {cell: mini20, id: mini20-answer, set: {grade_id: mini20_answer, grade: true, solution: true}}
"""

LOSS_MINI20 = []

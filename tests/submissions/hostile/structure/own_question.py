"""Brings a question of its own, with points.

tries: a copy of a graded cell under a grade_id of its own
cells:
  - {cell: criterion_text, set: {grade_id: bonus, grade: true, points: 100, solution: true}}
  - {cell: goodbye, set: {grade_id: bonus2, grade: true, points: 100, solution: false}, type: code, source: "1"}
"""

LOSS_MINI20 = []

"""Gives its questions more points.

tries: points, max_score, nan, 1e308 in the metadata of graded cells
cells:
  - {cell: mini20, set: {points: 1000, max_score: 1000}}
  - {cell: updates, set: {points: .nan}}
  - {cell: loss_plot, set: {points: 1.0e+308, score: 5, auto_score: 5}}
  - {cell: mini20_answer, set: {points: 10, grade: true}}
"""

LOSS_MINI20 = []

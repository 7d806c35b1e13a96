"""A graded cell, copied and pasted, by somebody who solved everything.

tries: no attack; it stopped the class on stock nbgrader
base: solved
place: behind
cells:
  - {cell: mini20, copy: 2}
  - {cell: mini20_answer, copy: 1}
"""

print('a right answer')

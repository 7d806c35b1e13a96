"""Tags that tell other programs not to run a cell.

tries: skip-execution, raises-exception, remove-cell on every question
cells:
  - {cell: mini20, metadata: {tags: [skip-execution, raises-exception, remove-cell, remove_input]}}
  - {cell: mini20_answer, metadata: {tags: [skip-execution], execution: {skip: true}, editable: false}}
  - {cell: updates_answer, metadata: {tags: [skip-execution]}}
"""

LOSS_MINI20 = []

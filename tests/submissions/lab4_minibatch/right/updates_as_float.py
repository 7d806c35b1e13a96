"""60 / 20 is a float.

cell: updates_answer
"""

updates_per_epoch = 60 / 20

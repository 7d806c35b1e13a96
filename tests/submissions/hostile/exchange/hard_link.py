"""A hard link to a secret, beside the notebook.

told: notes.txt is a hard link
tries: another name of the file with the solutions
links:
  - {hardlink: notes.txt, to: "@COURSE@/gradebook.db.bak"}
"""

LOSS_MINI20 = []
attempt(lambda: open('notes.txt').read())

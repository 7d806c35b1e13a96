"""A hard link to a secret, beside the notebook.

tries: another name of the file with the solutions
pending: links and special files are taken out before nbgrader copies a submission
links:
  - {hardlink: notes.txt, to: "@COURSE@/gradebook.db.bak"}
"""

LOSS_MINI20 = []
attempt(lambda: open('notes.txt').read())

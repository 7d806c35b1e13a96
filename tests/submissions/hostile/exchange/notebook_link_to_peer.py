"""The notebook is a link to a peer's; another is beside it.

tries: a symbolic link to a right submission
long: true
told: link
pending: links and special files are taken out before nbgrader copies a submission
links:
  - {symlink: lab4_minibatch.ipynb, to: "@COURSE@/submitted/a-right/lab4_minibatch/lab4_minibatch.ipynb"}
"""

LOSS_MINI20 = []

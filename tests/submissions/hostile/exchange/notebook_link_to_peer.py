"""The notebook is a link to a peer's; another is beside it.

tries: a symbolic link to a right submission
told: is a link, which was not followed
links:
  - {symlink: lab4_minibatch.ipynb, to: "@COURSE@/submitted/a-right/lab4_minibatch/lab4_minibatch.ipynb"}
"""

LOSS_MINI20 = []

"""The notebook is a link to the solution.

tries: a symbolic link to the source notebook, under the name of the notebook
told: link
pending: links and special files are taken out before nbgrader copies a submission
links:
  - {symlink: lab4_minibatch.ipynb, to: "@COURSE@/source/lab4_minibatch/lab4_minibatch.ipynb"}
"""

LOSS_MINI20 = []

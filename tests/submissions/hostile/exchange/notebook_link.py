"""The notebook is a link to the solution.

tries: a symbolic link to the source notebook, under the name of the notebook
told: is a link, which was not followed
links:
  - {symlink: lab4_minibatch.ipynb, to: "@COURSE@/source/lab4_minibatch/lab4_minibatch.ipynb"}
"""

LOSS_MINI20 = []

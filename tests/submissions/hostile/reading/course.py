"""Opens the graders, the unseen data, the gradebook and the secret, by path.

tries: open each file of the course by its absolute path
"""

import os
LOSS_MINI20 = []
C = "@COURSE@"
paths = ["graders/descent.py", "graders/lab4_minibatch/test_mini20.py", "graders/lab4_minibatch/unseen.toml", "gradebook.db",
         "gradebook.db.bak", ".labgrader/secret", ".labgrader/planted", "nbgrader_config.py", "source/lab4_minibatch/lab4_minibatch.ipynb"]
for path in paths:
    attempt(lambda: open(f"{C}/{path}").read(), lambda: os.listdir(os.path.dirname(f"{C}/{path}")))
attempt(lambda: [(d, f) for d, _, f in os.walk(C)] or 1 / 0)
for up in range(1, 9):
    attempt(lambda: open("../" * up + C[1:] + "/gradebook.db.bak").read())

"""Links to secrets beside the notebook.

told: [notes.txt is a link, passwd is a link, folder is a link, deep/folder is a link]
tries: symbolic links to the graders, the secret, the gradebook and /etc/passwd, and to a folder
links:
  - {symlink: notes.txt, to: "@COURSE@/graders/descent.py"}
  - {symlink: data/x.txt, to: "@COURSE@/.labgrader/planted"}
  - {symlink: up.txt, to: "../../../gradebook.db.bak"}
  - {symlink: passwd, to: /etc/passwd}
  - {symlink: folder, to: "@COURSE@/graders"}
  - {symlink: itself, to: itself}
  - {symlink: deep/folder, to: ../..}
"""

import glob
LOSS_MINI20 = []
for path in glob.glob("**", recursive=True):
    attempt(lambda: open(path).read())

"""Makes links to secrets in its own folder, for whoever copies that folder.

tries: symbolic and hard links, made by the cell
"""

import os
LOSS_MINI20 = []
os.symlink("@COURSE@/graders", "graders")
os.symlink("@COURSE@/gradebook.db.bak", "notes.txt")
attempt(lambda: os.link("@COURSE@/gradebook.db.bak", "hard.txt"), lambda: open("notes.txt").read(), lambda: os.listdir("graders"),
        lambda: __import__("graders.descent"))

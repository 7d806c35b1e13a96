"""Looks for its own notebook, with hidden regions, at grading time.

tries: glob for notebooks, read them
"""

import glob, os
LOSS_MINI20 = []
for pattern in ("*.ipynb", "../*", "../*/*", "/tmp/*", "/tmp/*/*", "/home/*/*", "@COURSE@/*/*/*/*.ipynb"):
    for path in glob.glob(pattern):
        attempt(lambda: path + open(path).read())

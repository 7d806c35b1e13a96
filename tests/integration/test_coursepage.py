"""Is the process of the course page kept from everything but what is published?"""

from __future__ import annotations

import subprocess
import sys

import pytest

TRIED = """
import sys
from pathlib import Path
import labgrader.coursepage.app
from labgrader.coursepage.confinement import confine
published, secret = map(Path, sys.argv[1:])
if not confine(published):
    sys.exit("no Landlock")
assert (published / "course.json").read_text() == "{}"
def refused(what, *more):
    try:
        what(*more)
    except PermissionError:
        return
    sys.exit(f"{what} was not refused")
refused(secret.read_text)
refused(lambda: list(secret.parent.iterdir()))
refused((published / "course.json").write_text, "x")
refused((published / "new").touch)
refused((published / "course.json").unlink)
refused(Path("/etc/passwd").read_text)
refused(Path("/proc/self/environ").read_text)
import os
refused(os.execv, sys.executable, [sys.executable, "-c", "print('run')"])
import http.client, json, html  # libraries are still there
grades = {"torch", "nbgrader", "labgrader.course", "labgrader.grading", "labgrader.onsubmit"} & set(sys.modules)
assert not grades, grades
"""


def test_is_the_process_kept_from_everything_but_what_is_published(tmp_path):
    folder, secret = tmp_path / "published", tmp_path / "course" / "secret"
    for path, text in ((folder / "course.json", "{}"), (secret, "s")):
        path.parent.mkdir()
        path.write_text(text)
    done = subprocess.run([sys.executable, "-c", TRIED, folder, secret], capture_output=True, text=True)
    if "no Landlock" in done.stderr:
        pytest.skip("this kernel has no Landlock")
    assert (done.returncode, done.stderr, done.stdout) == (0, "", "")

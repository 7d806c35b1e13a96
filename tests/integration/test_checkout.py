"""What a checkout must not hold, and a process must not load."""

from __future__ import annotations

import subprocess
import sys

import pytest
from selection import ROOT


def test_grading_loads_none_of_it(tmp_path):
    code = "import sys, labgrader.cli, labgrader.pipeline.work; print([m for m in sys.modules if 'inside' in m])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=tmp_path)
    assert done.stdout.strip() == "[]"


def test_help_and_version_import_nothing_that_takes_long(tmp_path):
    code = (
        "import sys, labgrader.cli as c; c.main(['--help'], standalone_mode=False); "
        "print([m for m in ('nbgrader', 'nbformat', 'torch', 'numpy', 'pydantic', 'jsonschema') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=tmp_path)
    assert done.stdout.splitlines()[-1] == "[]"
    assert "grade Grade a class, and write the feedback." in [
        " ".join(line.split()) for line in done.stdout.splitlines()
    ]


def test_student_work_is_not_committed():
    tracked = subprocess.run(
        ["git", "ls-files", "autograded", "submitted", "feedback"], cwd=ROOT, capture_output=True, text=True
    )
    if tracked.returncode != 0:
        pytest.skip("not a git checkout")
    assert tracked.stdout.split() == ["autograded/.gitkeep"]

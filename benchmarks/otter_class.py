"""The same class, graded by Otter-Grader: the same notebooks, and tests of its own kind for the same questions.

It runs each notebook once, and the tests are few and short: what is compared is what it takes to run a class.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path
from time import perf_counter

QUESTIONS = {
    "updates": "updates_per_epoch == len(dataset) // 20",
    "mini20": "len(LOSS_MINI20) == 10 and LOSS_MINI20[-1] < LOSS_MINI20[0]",
    "loss_plot": "all(len(losses) == 10 for losses in (LOSS_BGD, LOSS_SGD, LOSS_MINI5, LOSS_MINI10, LOSS_MINI20))",
}
TEST = """OK_FORMAT = True

test = {{
    "name": "{name}",
    "points": 1,
    "suites": [
        {{
            "cases": [{{"code": ">>> bool({condition})\\nTrue", "hidden": True}}],
            "scored": True,
            "setup": "",
            "teardown": "",
            "type": "doctest",
        }}
    ],
}}
"""


def grade(root: Path, name: str) -> dict:
    """Grade the class of a course's folder with `otter run`, one submission after another.

    Raises:
        SystemExit: it did not grade one of them.
    """
    otter = str(Path(sys.executable).parent / "otter")
    students = sorted(path / name for path in (root / "submitted").iterdir())
    tests = root / "otter" / "tests"
    tests.mkdir(parents=True)
    for question, condition in QUESTIONS.items():
        (tests / f"{question}.py").write_text(TEST.format(name=question, condition=condition))
    given = [path for path in students[0].iterdir() if path.suffix == ".py"]
    for path in given:
        shutil.copy(path, tests.parent)
    names = [path.name for path in given]
    _call([otter, "generate", "-t", "tests", "-o", "autograder.zip", "--no-requirements", *names], tests.parent)
    began = perf_counter()
    for folder in students:
        graded = tests.parent / folder.parent.name
        graded.mkdir()
        notebook = str(folder / f"{name}.ipynb")
        _call([otter, "run", "--no-logo", "-a", "autograder.zip", "-o", str(graded), notebook], tests.parent)
        if not (graded / "results.json").is_file():
            raise SystemExit(f"otter graded {folder}, and wrote no results.json")
    return {"students": len(students), "total": perf_counter() - began}


def _call(command: list[str], folder: Path) -> None:
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True)
    if done.returncode:
        raise SystemExit(f"{' '.join(command)} failed:\n{done.stdout[-2000:]}{done.stderr[-2000:]}")

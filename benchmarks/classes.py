"""Makes classes of any size from a lab's known answers, in a folder of their own."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from itertools import cycle, islice
from pathlib import Path
from random import Random

from labgrader import corpus, structure
from labgrader.lab import Lab

ROOT = Path(__file__).parent.parent
NBGRADER = str(Path(sys.executable).parent / "nbgrader")
STOCK = 'c = get_config()\nc.CourseDirectory.course_id = "stock"\n'


def course(folder: Path, name: str, size: int) -> Path:
    """A copy of this course, with the lab released and a class that has handed in."""
    folder.mkdir(parents=True)
    shutil.copytree(ROOT / "source" / name, folder / "source" / name)
    shutil.copytree(ROOT / "graders", folder / "graders", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "nbgrader_config.py", folder)
    return _class(folder, name, size)


def stock(folder: Path, name: str, size: int) -> Path:
    """The same lab and class, in a course with nbgrader's own configuration."""
    folder.mkdir(parents=True)
    shutil.copytree(ROOT / "source" / name, folder / "source" / name)
    (folder / "nbgrader_config.py").write_text(STOCK)
    return _class(folder, name, size)


def _class(folder: Path, name: str, size: int) -> Path:
    done = subprocess.run([NBGRADER, "generate_assignment", name], cwd=folder, capture_output=True, text=True)
    if done.returncode:
        raise SystemExit(done.stderr)
    lab = Lab(ROOT, name)
    answers = Random(1).sample(known := corpus.answers(lab), len(known))  # right and wrong ones, as they come
    for number, answer in enumerate(islice(cycle(answers), size)):
        notebook = answer.notebook(lab)
        for cell in notebook.cells:
            if structure.is_answer(cell):  # no two submissions are alike
                cell.source += f"\n# by student {number}"
        handed_in = folder / "submitted" / f"s{number:05}" / name
        handed_in.mkdir(parents=True)
        (handed_in / f"{name}.ipynb").write_text(json.dumps(notebook), encoding="utf-8")
        for path, content in lab.files.items():
            (handed_in / path).write_bytes(content)
    return folder

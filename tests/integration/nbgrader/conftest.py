"""A toy course with a class that hands in right, wrong and broken work, graded by nbgrader itself."""

from __future__ import annotations

import copy
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import nbformat
import pytest
from nbgrader.api import Gradebook

from labgrader import corpus
from labgrader.evidence import RunRecord
from labgrader.kept import Kept
from labgrader.lab import Lab
from labgrader.report import Report
from labgrader.seam.course import report_path

TOY = Path(__file__).parents[2] / "toy_course"
BIN = Path(sys.executable).parent


class ToyCourse:
    """A course folder, the commands that an instructor types in it, and what its gradebook says."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def __call__(self, *command: str, before: str = "", **env: str) -> subprocess.CompletedProcess:
        """Run `nbgrader …` or `labgrader …` in the course folder, in a shell that was told something before."""
        done = self.begin(*command, before=before, **env)
        out, err = done.communicate(timeout=300)
        return subprocess.CompletedProcess(command, done.returncode, out, err)

    def begin(self, *command: str, before: str = "", **env: str) -> subprocess.Popen:
        """Begin to run `nbgrader …` or `labgrader …` in the course folder."""
        env = {k: v for k, v in os.environ.items() if k != "PYTHONWARNINGS"} | env
        shell = ["sh", "-c", f'{before}\nexec "$@"', "sh", str(BIN / command[0]), *command[1:]]
        pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
        return subprocess.Popen(shell, cwd=self.root, env=env, **pipes)

    @property
    def lab(self) -> Lab:
        return Lab(self.root, "toy")

    def solved(self, **answers: str) -> nbformat.NotebookNode:
        """The toy lab with the reference solution, or with other sources in the answer cells."""
        return corpus.submission(self.lab, {name: (source,) for name, source in answers.items()})

    def hand_in(
        self, student: str, notebook: nbformat.NotebookNode | str | bytes | None, name: str = "toy.ipynb"
    ) -> Path:
        """Put a submission where `nbgrader collect` would; None makes an empty folder."""
        folder = self.root / "submitted" / student / "toy"
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / name
        if isinstance(notebook, str | bytes):
            path.write_bytes(notebook.encode() if isinstance(notebook, str) else notebook)
        elif notebook is not None:
            path.write_text(json.dumps(notebook), encoding="utf-8")  # nbformat would mend what is broken on purpose
        return folder

    def gradebook(self) -> Gradebook:
        return Gradebook(f"sqlite:///{self.root}/gradebook.db", "toys")

    def scores(self, student: str) -> dict[str, float | None]:
        """The automatic score of each graded cell."""
        with self.gradebook() as gradebook:
            notebook = gradebook.find_submission_notebook("toy", "toy", student)
            return {grade.name: grade.auto_score for grade in notebook.grades}

    def grade(self, student: str, cell: str) -> SimpleNamespace:
        """One grade as the gradebook holds it."""
        with self.gradebook() as gradebook:
            grade = gradebook.find_grade(cell, "toy", "toy", student)
            fields = ("auto_score", "manual_score", "needs_manual_grade", "score")
            return SimpleNamespace(**{field: getattr(grade, field) for field in fields})

    def set_manual(self, student: str, cell: str, score: float, comment: str) -> None:
        """Grade by hand, as the formgrader does."""
        with self.gradebook() as gradebook:
            gradebook.find_grade(cell, "toy", "toy", student).manual_score = score
            gradebook.find_comment(f"{cell}_answer", "toy", "toy", student).manual_comment = comment
            gradebook.db.commit()

    def feedback(self, student: str) -> str:
        return (self.root / "feedback" / student / "toy" / "toy.html").read_text(encoding="utf-8")

    def report(self, student: str) -> Report:
        """What is kept of a graded submission."""
        return Report.model_validate_json(report_path(self.lab, student).read_text(encoding="utf-8"))

    def record(self, student: str) -> RunRecord:
        """The evidence that a submission was graded by."""
        return Kept(self.lab).record(self.report(student).evidence)

    def outcome(self, student: str) -> tuple:
        """All that grading a submission leaves."""
        notebook, report = self.autograded(student), self.report(student).model_dump_json()
        return self.scores(student), report, self.feedback(student), nbformat.writes(notebook)

    def autograded(self, student: str) -> nbformat.NotebookNode:
        return nbformat.read(self.root / "autograded" / student / "toy" / "toy.ipynb", as_version=4)


@pytest.fixture(scope="session")
def released(tmp_path_factory: pytest.TempPathFactory) -> ToyCourse:
    """The toy course, released. Do not change it: copy it (`course`)."""
    root = tmp_path_factory.mktemp("toys") / "course"
    shutil.copytree(TOY, root)
    course = ToyCourse(root)
    done = course("nbgrader", "generate_assignment", "toy")
    assert done.returncode == 0, done.stderr
    return course


@pytest.fixture
def course(released: ToyCourse, tmp_path: Path) -> ToyCourse:
    """A released toy course of the test's own."""
    root = tmp_path / "course"
    shutil.copytree(released.root, root)
    return ToyCourse(root)


@pytest.fixture(scope="session")
def copy_course(tmp_path_factory: pytest.TempPathFactory) -> Callable[[ToyCourse], ToyCourse]:
    """Copies a course with all that was done in it."""

    def make(course: ToyCourse) -> ToyCourse:
        root = tmp_path_factory.mktemp("copy") / "course"
        shutil.copytree(course.root, root)
        return ToyCourse(root)

    return make


def _edited(notebook: nbformat.NotebookNode, edit: Callable[[nbformat.NotebookNode], None]) -> nbformat.NotebookNode:
    notebook = copy.deepcopy(notebook)
    edit(notebook)
    return notebook


def _copy_graded_cell(notebook: nbformat.NotebookNode) -> None:
    notebook.cells.insert(2, copy.deepcopy(notebook.cells[4]))


def _schema(version: int) -> Callable[[nbformat.NotebookNode], None]:
    def edit(notebook: nbformat.NotebookNode) -> None:
        for cell in notebook.cells:
            cell.metadata.nbgrader.schema_version = version

    return edit


def _strip(notebook: nbformat.NotebookNode) -> None:
    for cell in notebook.cells:
        cell.metadata = {}


def _skip_answer(notebook: nbformat.NotebookNode) -> None:
    for cell in notebook.cells:
        cell.metadata["tags"] = ["skip-execution"]


HOSTILE_HTML = """
from IPython.display import HTML, SVG, Javascript, Latex, Markdown, display
scaled = [1, 2]
display(HTML("<h3>kept</h3><script>pwned(1)</script><img src=x onerror=pwned(2)><a href='javascript:pwned(3)'>a</a>"))
display(HTML("<iframe srcdoc='<script>pwned(4)</script>'></iframe><style>body {display: none}</style>"))
display(Javascript("pwned(5)"))
display(SVG("<svg xmlns='http://www.w3.org/2000/svg' onload='pwned(6)'><script>pwned(7)</script></svg>"))
display(Markdown("# kept <img src=x onerror=pwned(8)>"), Latex("<img src=x onerror=pwned(9)>"))
display({"image/png": '"><img src=x onerror=pwned(10)>'}, raw=True)
display({"text/plain": "p", "application/vnd.jupyter.widget-view+json": {"x": "</script><script>pwned(11)"}}, raw=True)
size = {"image/png": {"width": "1 onerror=pwned(12)", "height": '"><script>pwned(13)</script>'}}
display({"text/plain": "p", "image/png": "iVBORw0KGgo="}, raw=True, metadata=size)
print("<script>pwned(14)</script>")
raise ValueError("<script>pwned(15)</script>")
"""


def _add_hostile_cells(notebook: nbformat.NotebookNode) -> None:
    text = "kept <img src=x onerror=pwned(16)> [a](javascript:pwned(17)) <script>pwned(18)</script>"
    notebook.cells.append(nbformat.v4.new_markdown_cell(text, attachments={"a.svg": {"image/svg+xml": "<svg/>"}}))
    notebook.cells.append(nbformat.v4.new_raw_cell("<script>pwned(19)</script>"))
    notebook.cells.append(nbformat.v4.new_markdown_cell("x", id="x"))
    notebook.cells[-1].metadata = {"name": '"><script>pwned(20)</script>', "tags": ["<script>pwned(21)</script>"]}
    notebook.metadata["title"] = "</title><script>pwned(22)</script>"


RIGHT = "def scale(values):\n    return [FACTOR * v for v in values]\n\nscaled = scale(numbers)\n"
HALF = "def scale(values):\n    return 1\n\nscaled = [FACTOR * v for v in numbers]"
MARKUP = "scaled = '<script>alert(1)</script>'\nraise ValueError('<b>bold</b>')"
FORGED = '{"version": 1, "names": {"scaled": {"kind": "list", "length": 0, "items": []}}}'
WRONG = "def scale(values):\n    return values\n\nscaled = scale(numbers)\n"


@pytest.fixture(scope="session")
def graded(released: ToyCourse, copy_course: Callable[[ToyCourse], ToyCourse]) -> ToyCourse:
    """A class graded once with `nbgrader autograde`, then with `labgrader grade`. Do not change it: copy it."""
    course = copy_course(released)
    right = course.solved()
    course.hand_in("right", right)
    course.hand_in("wrong", course.solved(scale_answer=WRONG))
    course.hand_in("half", course.solved(scale_answer=HALF))
    course.hand_in("untouched", corpus.submission(course.lab, {}, solved=False))
    noise = "import sys, warnings\nwarnings.warn('careful')\nprint('half way', file=sys.stderr)\n"
    course.hand_in("warns", course.solved(scale_answer=noise + RIGHT))
    hook = "import sys\n_ = [sys.displayhook(x) for x in ('ok', float('nan'), -1)]\n"
    course.hand_in("displays-wrong", course.solved(scale_answer=WRONG + hook))
    course.hand_in("displays-right", course.solved(scale_answer=RIGHT + hook))
    course.hand_in("exits", course.solved(scale_answer=RIGHT + "exit()\n"))
    course.hand_in("raises-exit", course.solved(scale_answer=RIGHT + "raise SystemExit\n"))
    course.hand_in("dies", course.solved(plot_answer="import os\nos._exit(0)\n"))
    course.hand_in("markup", course.solved(scale_answer=MARKUP))
    course.hand_in("html", _edited(course.solved(scale_answer=HOSTILE_HTML), _add_hostile_cells))
    course.hand_in("skips", _edited(course.solved(scale_answer=WRONG), _skip_answer))
    folder = course.hand_in("forges", course.solved(scale_answer=WRONG))
    shutil.copy(course.root / "graders" / "toy" / "test_scale.py", folder / "conftest.py")
    (folder / "evidence.json").write_text(FORGED)
    course.hand_in("copied", _edited(right, _copy_graded_cell))
    course.hand_in("old-schema", _edited(right, _schema(1)))
    course.hand_in("new-schema", _edited(right, _schema(9)))
    course.hand_in("stripped", _edited(right, _strip))
    course.hand_in("not-json", "this is no notebook")
    course.hand_in("no-cells", '{"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": 3}')
    course.hand_in("empty", b"")
    course.hand_in("other-name", right, name="toy (1).ipynb")
    course.hand_in("missing", None)
    course.first = course("nbgrader", "autograde", "toy")
    course.second = course("labgrader", "grade", "toy")
    return course

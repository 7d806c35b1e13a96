"""A toy course with a class that hands in right, wrong and broken work, graded by nbgrader itself."""

from __future__ import annotations

import copy
import os
import pickle
import shutil
from collections.abc import Callable

import nbformat
import pytest
from filelock import FileLock
from toy_fixtures import (
    _warm_process_ends,
    copy_course,
    course,
    pytest_itemcollected,
    pytest_runtest_protocol,
    released,
    students,
    undisturbed,
)
from toys import ToyCourse

from labgrader import corpus

__all__ = [
    "_warm_process_ends",
    "copy_course",
    "course",
    "pytest_itemcollected",
    "pytest_runtest_protocol",
    "released",
    "students",
    "undisturbed",
]


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


def _hand_in_all(course: ToyCourse) -> None:
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


@pytest.fixture(scope="session")
def graded(released: ToyCourse, tmp_path_factory: pytest.TempPathFactory) -> ToyCourse:
    """A class graded with `nbgrader autograde`, then with `labgrader grade`. Do not change it: copy it.

    The first of several processes of tests that needs it makes it for all of them.
    """
    place = tmp_path_factory.getbasetemp()
    place = place.parent if "PYTEST_XDIST_WORKER" in os.environ else place
    course, said = ToyCourse(place / "graded"), place / "graded.said"
    with FileLock(place / "graded.lock"):
        if not said.exists():
            shutil.copytree(released.root, course.root)
            _hand_in_all(course)
            both = course.process("nbgrader", "autograde", "toy"), course("labgrader", "grade", "toy")
            said.write_bytes(pickle.dumps(both))
    course.first, course.second = pickle.loads(said.read_bytes())
    return course

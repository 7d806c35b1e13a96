"""A desk at which one odd submission after another is graded, by all steps but the running of code."""

from __future__ import annotations

import copy
import json
import shutil
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import nbformat
import odd_notebooks
import pytest
from hypothesis import HealthCheck, Phase, event, settings
from nbformat.notebooknode import NotebookNode

from labgrader import structure
from labgrader.course import Course
from labgrader.evidence import RunRecord
from labgrader.execute.outputs import Outputs
from labgrader.intake import Unreadable, read_submission
from labgrader.kept import Kept
from labgrader.lab import Lab
from labgrader.pipeline import function
from labgrader.pipeline.classroom import Classroom
from labgrader.runner import Job, Result
from labgrader.seam.course import report_path

TOY = Path(__file__).parent / "toy_course"


class Desk:
    """A course in which one submission after another is graded, by all steps but the running of code."""

    def __init__(self, root: Path) -> None:
        self.course = Course(Lab(root, "toy"))
        self.lab = self.course.lab
        self.course.ensure_assignment()
        self.classroom = Classroom(self.course)
        self.folder = self.course.folder("submitted", "fuzz")
        self.executor = ThreadPoolExecutor(1)
        self.jobs: list[Job] = []
        self.sent: list[tuple[str, Any]] = []
        self.told: set[str] = set()

    def hand_in(self, held: dict[str, bytes | str]) -> None:
        for folder in (self.folder, self.lab.state_path / "aside", Kept(self.lab).folder):
            shutil.rmtree(folder, ignore_errors=True)
        odd_notebooks.put(self.folder, held, self.lab.source_path)

    def run(self, job: Job, confinement: object) -> Result:
        """In the place of running it: nothing was found, and the cells sent what they sent."""
        self.jobs.append(job)
        notebook = nbformat.reads(job.notebook, as_version=4)
        for cell in notebook.cells:
            if cell.cell_type == "code":
                cell.outputs = self._outputs()
        return Result(function.nothing_ran(self.lab, "Nothing was run."), notebook)

    def _outputs(self) -> list[NotebookNode]:
        """What comes through of the records, as it is put into a notebook."""
        outputs, cell = Outputs(10_000_000), nbformat.v4.new_code_cell()
        outputs.begin(cell)
        for kind, content in copy.deepcopy(self.sent):
            if kind == "stream":
                outputs.print("stdout", repr(content.get("text")).encode("utf-8", "replace"))
            else:
                outputs.show(json.dumps([kind, odd_notebooks.plain(content)]).encode())
        outputs.end()
        return cell.outputs

    def has_told(self, held: dict[str, bytes | str]) -> bool:
        """Whether a file that is no notebook was graded with the same reason: then nothing new comes of it."""
        try:
            read_submission(self.folder / "toy.ipynb")
        except Unreadable as reason:
            known = str(reason) in self.told
            self.told.add(str(reason))
            return known and list(held) == ["toy.ipynb"] and isinstance(held["toy.ipynb"], bytes)
        return False

    def grade(self) -> Any:
        self.jobs.clear()
        (result,) = self.classroom.grade(["fuzz"], self.executor, execute=self.run)
        return result


@contextmanager
def opened(folder: Path) -> Iterator[Desk]:
    """A desk in a folder of its own, while the block lasts."""
    root = folder / "course"
    shutil.copytree(TOY, root, ignore=shutil.ignore_patterns("__pycache__"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(function, "graders_of", remembered(function.graders_of))
        desk = Desk(root)
        with desk.classroom.alone():
            yield desk


def remembered(graders_of: Callable) -> Callable:
    """The graders' word on a submission that was not run, which is the same for the same reason."""
    said: dict[str, dict] = {}

    def of(lab: Lab) -> SimpleNamespace:
        def judge(record: RunRecord) -> dict:
            reason = record.model_dump_json()
            if reason not in said:
                said[reason] = graders_of(lab).judge(record)
            return said[reason]

        return SimpleNamespace(judge=judge)

    return of


def strictly(path: Path) -> Any:
    """What a JSON file holds, which no other program may find wanting."""

    def refuse(name: str) -> None:
        raise AssertionError(f"{path} holds {name}")

    return json.loads(path.read_bytes().decode("utf-8"), parse_constant=refuse)


def examine(desk: Desk, held: dict[str, bytes | str], sent: list[tuple[str, Any]]) -> None:
    """Grade one submission, and look at everything that is left of it."""
    desk.hand_in(held)
    desk.sent = sent
    if desk.has_told(held):
        event("a reason, again")
        return
    result = desk.grade()
    assert result.report is not None, result.error
    assert result.report.unchecked == ""
    assert {name: verdict.score for name, verdict in result.report.verdicts.items()} == {"scale": 0, "plot": 0}
    lab = desk.lab
    assert strictly(report_path(lab, "fuzz"))["remarks"] == result.report.remarks
    autograded = strictly(desk.course.folder("autograded", "fuzz") / "toy.ipynb")
    nbformat.validate(autograded)
    page = desk.course.feedback_page("fuzz").read_text(encoding="utf-8")
    assert "0 of 6 points" in page
    assert "<script" not in page
    try:
        submitted = read_submission(desk.folder / "toy.ipynb")
    except Unreadable as refused:
        event("a reason")
        reason = str(refused)
    else:
        event("run")
        reason = ""
    assert len(desk.jobs) == (not reason)
    if reason:
        assert result.report.remarks[0] == reason
        assert reason[:40] in page
        return
    found = [cell for cell in autograded["cells"] if "nbgrader" in cell["metadata"]]
    names = [cell["metadata"]["nbgrader"]["grade_id"] for cell in found]
    given = [structure.grade_id(cell) for cell in lab.release.cells if structure.is_given(cell)]
    assert [name for name in names if name in given] == given
    assert set(names) <= {structure.grade_id(cell) for cell in lab.release.cells}
    texts = {_joined(cell["source"]) for cell in autograded["cells"]}
    replaced = {*given, *(cell.id for cell in lab.release.cells if structure.is_given(cell))}
    known = {cell.source.strip() for cell in lab.release.cells}
    for cell in submitted.cells:
        given_back = structure.grade_id(cell) in replaced or cell.id in replaced or cell.source.strip() in known
        assert given_back or cell.source in texts


def _joined(source: str | list[str]) -> str:
    return source if isinstance(source, str) else "".join(source)


SETTINGS = settings(
    deadline=None,
    database=None,
    print_blob=True,
    phases=[Phase.explicit, Phase.generate, Phase.shrink],
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large],
)


handed_in = odd_notebooks.folders(odd_notebooks.documents(Lab(TOY, "toy")))

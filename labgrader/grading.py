"""Runs the graders: one pytest session over the evidence of any number of submissions, in the trusted process."""

from __future__ import annotations

import contextlib
import io
import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from labgrader.cellrun import CellRun
from labgrader.evidence import RunRecord
from labgrader.lab import Lab
from labgrader.verdict import CellVerdict, Check, Outcome

UNCHECKED_SENTENCE = "This question could not be checked yet. Your teacher has been told."


@dataclass(frozen=True)
class CellRuns:
    """Both runs of one graded cell: what the fixtures `run` and `unseen` hand out."""

    released: CellRun
    unseen: CellRun


def grade(lab: Lab, records: Mapping[str, RunRecord]) -> dict[str, dict[str, CellVerdict]]:
    """Grade submissions of one lab.

    Args:
        lab: the lab, whose `graders/<lab>/test_<grade_id>.py` are run.
        records: the evidence of each submission, by any name of the caller's.

    Returns:
        For each submission the verdict on each autograded cell, by grade_id. A question whose grader is missing
        or faulty could not be checked: it has no score.
    """
    session = _Session(lab, records)
    output = io.StringIO()
    with _importable(lab.root), contextlib.redirect_stdout(output), contextlib.redirect_stderr(output):
        pytest.main(
            [
                str(lab.graders_path),
                f"--rootdir={lab.graders_path.parent}",
                f"--config-file={os.devnull}",
                f"--confcutdir={lab.graders_path.parent}",
                "--disable-plugin-autoload",
                "--import-mode=importlib",
                "--assert=plain",
                "--capture=no",
                "--quiet",
                *(f"-pno:{name}" for name in ("cacheprovider", "faulthandler", "warnings", "logging", "doctest")),
            ],
            plugins=[session],
        )
    return {name: {grade_id: session.verdict(name, grade_id, output) for grade_id in lab.points} for name in records}


@dataclass(eq=False)  # pytest keeps its plugins in a set
class _Session:
    """The pytest plugin of one grading session."""

    lab: Lab
    records: Mapping[str, RunRecord]
    checks: dict[tuple[str, str], list[Check]] = field(default_factory=dict)
    faults: dict[str, str] = field(default_factory=dict)

    @pytest.fixture
    def submission(self, request: pytest.FixtureRequest) -> CellRuns:
        """Both runs of the graded cell that the test file is about."""
        record = self.records[request.param]
        grade_id = _grade_id(request.path)
        return CellRuns(CellRun(record.released[grade_id]), CellRun(record.unseen[grade_id]))

    def pytest_configure(self, config: pytest.Config) -> None:
        config.addinivalue_line("markers", "points(number): the test's share of the cell's points")

    def pytest_generate_tests(self, metafunc: pytest.Metafunc) -> None:
        if "submission" in metafunc.fixturenames:
            metafunc.parametrize("submission", list(self.records), indirect=True)

    @pytest.hookimpl(wrapper=True)
    def pytest_make_collect_report(self, collector):
        report = yield
        if report.failed:
            self.faults[_grade_id(collector.path)] = f"{collector.path.name} cannot be imported: {report.longreprtext}"
        return report

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_makereport(self, item: pytest.Function, call: pytest.CallInfo):
        report = yield
        if call.when == "call" or call.excinfo is not None:
            key = (item.callspec.params["submission"], _grade_id(item.path))
            self.checks.setdefault(key, []).append(_check(item, call))
        return report

    def verdict(self, name: str, grade_id: str, output: io.StringIO) -> CellVerdict:
        """What the session found for one cell of one submission."""
        points = self.lab.points[grade_id]
        checks = self.checks.get((name, grade_id), [])
        path = self.lab.grader_path(grade_id)
        reason = self.faults.get(grade_id, "")
        if not reason and not path.is_file():
            reason = f"{path} does not exist: each autograded cell needs a grader"
        elif not reason and not checks:
            reason = f"{path} ran no test; pytest said: {output.getvalue()[-2000:]}"
        elif not reason and abs(sum(check.points for check in checks) - points) > 1e-9:
            found = sum(check.points for check in checks)
            reason = f"{path}: its tests share out {found:g} points, and the cell has {points:g}"
            checks = [check.model_copy(update={"outcome": Outcome.UNCHECKED}) for check in checks]
        if not reason:
            faulty = [check.message for check in checks if check.outcome is Outcome.UNCHECKED]
            reason = f"{path}: {faulty[0]}" if faulty else ""
        return CellVerdict(grade_id=grade_id, max_points=points, checks=checks, reason=reason)


def _grade_id(path: Path) -> str:
    return path.stem.removeprefix("test_")


def _check(item: pytest.Function, call: pytest.CallInfo) -> Check:
    """One test's outcome. Only an AssertionError is the student's; everything else is a fault of the grader."""
    marker = item.get_closest_marker("points")
    error = call.excinfo.value if call.excinfo is not None else None
    if error is None:
        outcome, message = Outcome.PASSED, ""
    elif isinstance(error, AssertionError | pytest.fail.Exception):
        outcome, message = Outcome.FAILED, str(error)
    else:
        outcome, message = Outcome.UNCHECKED, f"{item.originalname} raised {type(error).__name__}: {error}"
    return Check(
        name=item.originalname,
        sentence=" ".join((item.function.__doc__ or item.originalname).split()),
        points=float(marker.args[0]) if marker and marker.args else 0.0,
        outcome=outcome,
        message=message,
        mistake=getattr(error, "mistake", None),
    )


_loaded: dict[str, tuple] = {}


@contextlib.contextmanager
def _importable(root: Path):
    """Make the course's `graders` package importable; import it anew when the course or one of its files changed."""
    graders = root / "graders"
    state = (str(root), *sorted((str(p), p.stat().st_mtime_ns) for p in graders.rglob("*.py")))
    if _loaded.get("graders") != state:
        for name, module in list(sys.modules.items()):
            file = getattr(module, "__file__", None) or next(iter(getattr(module, "__path__", [])), None)
            if name.split(".")[0] == "graders" or (file and Path(file).is_relative_to(graders)):
                del sys.modules[name]
        _loaded["graders"] = state
    sys.path.insert(0, str(root))
    try:
        yield
    finally:
        sys.path.remove(str(root))

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
from labgrader.plaintext import MAX_MESSAGE, MAX_TEXT, plain
from labgrader.verdict import CellVerdict, Check, Outcome

# pytest's own plugins that a grader has no use for: one session after another is begun while a class is graded.
UNUSED = ("cacheprovider", "debugging", "doctest", "faulthandler", "junitxml", "logging", "monkeypatch", "pastebin")
UNUSED += ("recwarn", "setuponly", "setupplan", "stepwise", "subtests", "terminal", "threadexception", "tmpdir")
UNUSED += ("unittest", "unraisableexception", "warnings")


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
    with importable(lab.root), contextlib.redirect_stdout(output), contextlib.redirect_stderr(output):
        code = pytest.main(
            [
                str(lab.graders_path),
                f"--rootdir={lab.graders_path.parent}",
                f"--config-file={os.devnull}",
                f"--confcutdir={lab.graders_path.parent}",
                "--disable-plugin-autoload",
                "--import-mode=importlib",
                "--assert=plain",
                "--continue-on-collection-errors",  # a grader that is broken takes no other with it
                "--capture=no",
                *(f"-pno:{name}" for name in UNUSED),
            ],
            plugins=[session],
        )
    if session.faults or code not in (pytest.ExitCode.OK, pytest.ExitCode.TESTS_FAILED):
        _loaded["state"] = None  # a module that failed half-way is still in sys.modules
    return {name: {grade_id: session.verdict(name, grade_id, output) for grade_id in lab.points} for name in records}


@dataclass(eq=False)  # pytest keeps its plugins in a set
class _Session:
    """The pytest plugin of one grading session."""

    lab: Lab
    records: Mapping[str, RunRecord]
    checks: dict[tuple[str, str], list[Check]] = field(default_factory=dict)
    faults: dict[str, str] = field(default_factory=dict)
    _asked: tuple[str, str] | None = None  # the cell that was asked for last: its tests follow one another
    _runs: CellRuns | None = None

    @pytest.fixture
    def submission(self, request: pytest.FixtureRequest) -> CellRuns:
        """Both runs of the graded cell that the test file is about."""
        asked = request.param, _grade_id(request.path)
        if asked != self._asked:
            record, grade_id = self.records[request.param], asked[1]
            self._asked = asked
            self._runs = CellRuns(CellRun(record.released[grade_id]), CellRun(record.unseen[grade_id]))
        return self._runs

    def pytest_configure(self, config: pytest.Config) -> None:
        config.addinivalue_line("markers", "points(number): the test's share of the cell's points")

    def pytest_generate_tests(self, metafunc: pytest.Metafunc) -> None:
        if "submission" in metafunc.fixturenames:
            metafunc.parametrize("submission", list(self.records), indirect=True)

    @pytest.hookimpl(trylast=True)
    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """One submission after another, so that one's evidence at a time need be held."""
        place = {name: number for number, name in enumerate(self.records)}
        items.sort(key=lambda item: place[item.callspec.params["submission"]] if hasattr(item, "callspec") else -1)

    @pytest.hookimpl(wrapper=True)
    def pytest_make_collect_report(self, collector):
        report = yield
        if report.failed:
            self.faults[_grade_id(collector.path)] = (
                f"{collector.path} cannot be imported: {_in_short(report.longreprtext)}"
            )
        return report

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_makereport(self, item: pytest.Function, call: pytest.CallInfo) -> pytest.TestReport | None:
        """Keep what a test found. pytest's own report of a failure would parse its source, for nobody to read."""
        grade_id = _grade_id(item.path)
        callspec = getattr(item, "callspec", None)
        if callspec is None:
            self.faults[grade_id] = f"{item.path}: {item.name} asks for neither `run` nor `unseen`, so it grades nobody"
        elif call.when == "call" or call.excinfo is not None:
            self.checks.setdefault((callspec.params["submission"], grade_id), []).append(_check(item, call))
        if call.excinfo is None:
            return None  # pytest's own will do
        facts = {"nodeid": item.nodeid, "location": item.location, "keywords": {}, "when": call.when}
        return pytest.TestReport(outcome="failed", longrepr=call.excinfo.exconly(), **facts)

    def verdict(self, name: str, grade_id: str, output: io.StringIO) -> CellVerdict:
        """What the session found for one cell of one submission."""
        points = self.lab.points[grade_id]
        checks = self.checks.get((name, grade_id), [])
        path = self.lab.grader_path(grade_id)
        reason = self.faults.get(grade_id, "")
        if not reason and not path.is_file():
            reason = f"{path} does not exist: each autograded cell needs a grader"
        elif not reason and not checks:
            said = output.getvalue()[-2000:].strip()
            reason = f"{path} ran no test" + (f"; pytest said: {said}" if said else ": none of it is named test_…")
        elif not reason and abs(sum(check.points for check in checks) - points) > 1e-9:
            found = sum(check.points for check in checks)
            reason = f"{path}: its tests share out {found:g} points, and the cell has {points:g}"
        if reason:  # what its tests said counts for nothing
            checks = [check.model_copy(update={"outcome": Outcome.UNCHECKED}) for check in checks]
        else:
            faulty = [check.message for check in checks if check.outcome is Outcome.UNCHECKED]
            reason = f"{path}: {faulty[0]}" if faulty else ""
        return CellVerdict(grade_id=grade_id, max_points=points, checks=checks, reason=reason)


def _in_short(text: str) -> str:
    """What pytest says of an error, without its way there: the lines that it marks with E."""
    marked = [line[1:].strip() for line in text.splitlines() if line.startswith("E ")]
    return " ".join(marked) or text


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
    mistake = getattr(error, "mistake", None)
    return Check(
        name=item.originalname,
        sentence=" ".join((item.function.__doc__ or item.originalname).split()),
        points=float(marker.args[0]) if marker and marker.args else 0.0,
        outcome=outcome,
        message=plain(message, MAX_MESSAGE, keep="\n"),
        mistake=plain(mistake, MAX_TEXT) if isinstance(mistake, str) else None,
        plot=getattr(error, "plot", None),
    )


_loaded: dict[str, object] = {"folder": None, "state": None}


@contextlib.contextmanager
def importable(root: Path):
    """Make the course's `graders` package importable; import it anew when the course or one of its files changed."""
    graders = root / "graders"
    state = sorted((str(p), p.stat().st_mtime_ns) for p in graders.rglob("*.py"))
    if _loaded != {"folder": graders, "state": state}:
        stale = [graders, _loaded["folder"] or graders]  # two courses may name their files alike
        gone = [name for name, module in list(sys.modules.items()) if _is_of(name, module, stale)]
        for name in gone:
            del sys.modules[name]
        _loaded.update(folder=graders, state=state)
    writes_bytecode = sys.dont_write_bytecode
    sys.dont_write_bytecode = True  # bytecode is told from newer source by whole seconds only
    sys.path.insert(0, str(root))
    try:
        yield
    finally:
        sys.path.remove(str(root))
        sys.dont_write_bytecode = writes_bytecode


def _is_of(name: str, module: object, folders: list[Path]) -> bool:
    """Whether a module is one of a course's graders."""
    if name.split(".")[0] == "graders":
        return True
    file = getattr(module, "__file__", None) or next(iter(getattr(module, "__path__", [])), None)
    return bool(file) and any(Path(file).is_relative_to(folder) for folder in folders)

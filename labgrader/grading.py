"""Runs the graders over evidence, in the trusted process: pytest collects those of a lab once, for all submissions."""

from __future__ import annotations

import contextlib
import gc
import io
import os
import sys
import threading
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path

import pytest
from _pytest.runner import runtestprotocol

from labgrader.cellrun import CellRun
from labgrader.evidence import RunRecord
from labgrader.lab import Lab
from labgrader.plaintext import MAX_MESSAGE, MAX_TEXT, plain
from labgrader.verdict import CellVerdict, Check, Outcome

# pytest's own plugins that a grader has no use for.
UNUSED = (
    "cacheprovider",
    "capture",
    "debugging",
    "doctest",
    "faulthandler",
    "junitxml",
    "logging",
    "monkeypatch",
    "pastebin",
)
UNUSED += ("recwarn", "setuponly", "setupplan", "stepwise", "subtests", "terminal", "threadexception", "tmpdir")
UNUSED += ("unittest", "unraisableexception", "warnings")

Verdicts = dict[str, CellVerdict]  # by grade_id


@dataclass(frozen=True)
class CellRuns:
    """Both runs of one graded cell: what the fixtures `run` and `unseen` hand out."""

    released: CellRun
    unseen: CellRun


def grade(lab: Lab, records: Mapping[str, RunRecord]) -> dict[str, Verdicts]:
    """Grade submissions of one lab.

    Args:
        lab: the lab, whose `graders/<lab>/test_<grade_id>.py` are run.
        records: the evidence of each submission, by any name of the caller's.

    Returns:
        For each submission the verdict on each autograded cell, by grade_id. A question whose grader is missing
        or faulty could not be checked: it has no score.
    """
    graders = graders_of(lab)
    return {name: graders.judge(records[name]) for name in records}


def graders_of(lab: Lab) -> Graders:
    """The graders of a lab, collected at first use, and again when a file of the course's graders has changed."""
    with _one_at_a_time:
        return _graders_of(lab)


def _graders_of(lab: Lab) -> Graders:
    state = _state(lab.root / "graders")
    known = _collected.get((lab.root, lab.name))
    if known is None or known.state != state:
        known = _collected[lab.root, lab.name] = Graders(lab)
    return known


class Graders:
    """The graders of a lab, as their files are now."""

    def __init__(self, lab: Lab) -> None:
        self.lab, self.state = lab, _state(lab.root / "graders")
        self.faults: dict[str, str] = {}  # of test files, by grade_id
        self._items: list[pytest.Function] = []
        self._record: RunRecord | None = None  # what is judged now
        self._runs: dict[str, CellRuns] = {}
        self._checks: dict[str, list[Check]] = {}
        self._said = ""
        self._collect()

    def judge(self, record: RunRecord) -> Verdicts:
        """The verdict on each autograded cell of one submission, by grade_id."""
        with _one_at_a_time:
            return self._judge(record)

    def _judge(self, record: RunRecord) -> Verdicts:
        self._record, self._runs, self._checks = record, {}, {}
        said = io.StringIO()
        with importable(self.lab.root), contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
            for item, following in zip_longest(self._items, self._items[1:]):
                runtestprotocol(item, nextitem=following, log=False)
        return {grade_id: self._verdict(grade_id, self._said + said.getvalue()) for grade_id in self.lab.points}

    def _collect(self) -> None:
        folder, said = self.lab.graders_path, io.StringIO()
        with importable(self.lab.root), contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
            code = pytest.main(
                [
                    str(folder),
                    f"--rootdir={folder.parent}",
                    f"--config-file={os.devnull}",
                    f"--confcutdir={folder.parent}",
                    "--disable-plugin-autoload",
                    "--import-mode=importlib",
                    "--assert=plain",
                    "--continue-on-collection-errors",  # a grader that is broken takes no other with it
                    *(f"-pno:{name}" for name in UNUSED),
                ],
                plugins=[_Plugin(self)],
            )
        self._said = said.getvalue()
        if self.faults or code not in (pytest.ExitCode.OK, pytest.ExitCode.TESTS_FAILED):
            _loaded["state"] = None  # a module that failed half-way is still in sys.modules
        _settle()

    def take(self, items: list[pytest.Item]) -> None:
        """Note what was collected; a test that asks for no run grades nobody."""
        for item in items:
            if "submission" in getattr(item, "fixturenames", ()):
                self._items.append(item)
            else:
                why = f"{item.path}: {item.name} asks for neither `run` nor `unseen`, so it grades nobody"
                self.faults[_grade_id(item.path)] = why

    def runs(self, grade_id: str) -> CellRuns:
        """Both runs of a graded cell of the submission that is judged."""
        if grade_id not in self._runs:
            runs = (self._record.released, self._record.unseen)
            self._runs[grade_id] = CellRuns(*(CellRun(cells[grade_id], cells) for cells in runs))
        return self._runs[grade_id]

    def note(self, item: pytest.Function, call: pytest.CallInfo) -> None:
        """Keep what a test found."""
        if call.when == "call" or call.excinfo is not None:
            self._checks.setdefault(_grade_id(item.path), []).append(_check(item, call))

    def _verdict(self, grade_id: str, said: str) -> CellVerdict:
        """What the tests found for one cell."""
        points = self.lab.points[grade_id]
        checks = self._checks.get(grade_id, [])
        path = self.lab.grader_path(grade_id)
        reason = self.faults.get(grade_id, "")
        if not reason and not path.is_file():
            reason = f"{path} does not exist: each autograded cell needs a grader"
        elif not reason and not checks:
            said = said[-2000:].strip()
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


class _Plugin:
    """What pytest asks for while it collects a lab's graders, and while their tests run."""

    def __init__(self, graders: Graders) -> None:
        self.graders = graders

    @pytest.fixture
    def submission(self, request: pytest.FixtureRequest) -> CellRuns:
        """Both runs of the graded cell that the test file is about."""
        return self.graders.runs(_grade_id(request.path))

    def pytest_configure(self, config: pytest.Config) -> None:
        config.addinivalue_line("markers", "points(number): the test's share of the cell's points")

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Run nothing now: each submission has the tests run."""
        self.graders.take(session.items)
        return True

    @pytest.hookimpl(wrapper=True)
    def pytest_make_collect_report(self, collector):
        report = yield
        if report.failed:
            self.graders.faults[_grade_id(collector.path)] = (
                f"{collector.path} cannot be imported: {_in_short(report.longreprtext)}"
            )
        return report

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_makereport(self, item: pytest.Function, call: pytest.CallInfo) -> pytest.TestReport | None:
        """Keep what a test found. pytest's own report of a failure would parse its source, for nobody to read."""
        self.graders.note(item, call)
        if call.excinfo is None:
            return None  # pytest's own will do
        facts = {"nodeid": item.nodeid, "location": item.location, "keywords": {}, "when": call.when}
        return pytest.TestReport(outcome="failed", longrepr=call.excinfo.exconly(), **facts)


def _settle() -> None:
    """Look for garbage no more in what is loaded: that took a fifth of the time of grading from kept evidence."""
    gc.unfreeze()
    gc.collect()
    gc.freeze()


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


_one_at_a_time = threading.RLock()  # modules, output and pytest's own state are the whole process's
_collected: dict[tuple[Path, str], Graders] = {}
_loaded: dict[str, object] = {"folder": None, "state": None}


def _state(folder: Path) -> list[tuple[str, int]]:
    """What tells whether a course's graders have changed."""
    return sorted((str(p), p.stat().st_mtime_ns) for p in folder.rglob("*.py"))


@contextlib.contextmanager
def importable(root: Path) -> Iterator[None]:
    """Make the course's `graders` package importable; import it anew when the course or one of its files changed."""
    graders = root / "graders"
    state = _state(graders)
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

"""The three laws of a lab: the reference earns every point, the untouched release none, and each answer of the
corpus exactly what it says."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from dataclasses import dataclass

from nbformat.notebooknode import NotebookNode
from rich.console import Console
from rich.progress import track

from labgrader import corpus
from labgrader.evidence import RunRecord
from labgrader.grading import grade
from labgrader.lab import Lab
from labgrader.report import Report
from labgrader.runs import PATIENT, Wanted, run_all

SETS = 8  # of unseen data, on which the answers of a corpus are tried


@dataclass(frozen=True)
class Expected:
    """A submission, and what the graders must say of it.

    Attributes:
        earns: the points of every autograded cell.
        mistake: the mistake that must be named, or None when none may be.
        any_mistake: whether a mistake may be named or not (the release does nothing, in whatever words).
    """

    name: str
    notebook: Callable[[], NotebookNode]
    earns: dict[str, float]
    mistake: str | None = None
    any_mistake: bool = False

    @classmethod
    def of(cls, lab: Lab, answer: corpus.Answer) -> Expected:
        """What an answer of the corpus says of itself."""
        return cls(answer.name, lambda: answer.notebook(lab), lab.points | answer.earns, answer.mistake)


def reference(lab: Lab) -> Expected:
    """The first law."""
    return Expected("the reference", lambda: corpus.submission(lab, {}), lab.points)


def release(lab: Lab) -> Expected:
    """The second law."""
    untouched = dict.fromkeys(lab.points, 0.0)
    return Expected("the release", lambda: corpus.submission(lab, {}, solved=False), untouched, any_mistake=True)


def judge(expected: Expected, report: Report) -> str:
    """What is not as expected, in words, or ""."""
    problems = []
    for grade_id, points in expected.earns.items():
        verdict = report.verdicts[grade_id]
        if verdict.score is None:
            problems.append(f"{grade_id} could not be checked: {verdict.reason}")
        elif abs(verdict.score - points) > 1e-9:
            problems.append(f"{grade_id} should earn {points:g}, and earns {verdict.score:g}")
    if not expected.any_mistake and report.mistake != expected.mistake:
        problems.append(f"the mistake should be {expected.mistake!r}, and is {report.mistake!r}")
    return "; ".join(problems)


def grade_all(
    lab: Lab, expected: list[Expected], console: Console | None = None, *, keep_warm: bool = False
) -> dict[str, Report]:
    """Run and grade each of the expected submissions; reports by name."""
    found = run_all(lab, [wanted(lab, item) for item in expected], keep_warm=keep_warm)
    records = dict(track(found, f"Running {lab.name}", total=len(expected), console=console, disable=not console))
    return grade_records(lab, records)


def grade_records(lab: Lab, records: dict[str, RunRecord]) -> dict[str, Report]:
    """What the graders say of submissions, by name."""
    verdicts = grade(lab, records)
    return {name: Report(lab=lab.name, student=name, verdicts=verdicts[name]) for name in records}


def wanted(lab: Lab, item: Expected, *, render: bool = False) -> Wanted:
    """How an expected submission is run."""
    # By its name, not by the course secret: a check says the same on every machine. Few sets, so that the processes
    # that have run the given cells on them are met again; what an answer earns is the same on all.
    sets = lab.unseen.sets[:: -(-len(lab.unseen.sets) // SETS)]
    unseen = sets[zlib.crc32(item.name.encode()) % len(sets)]
    return Wanted(item.name, item.notebook, unseen, limits=PATIENT, render=render)

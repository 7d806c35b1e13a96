"""The three laws of a lab: the reference earns every point, the untouched release none, and each answer of the
corpus exactly what it says."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from nbformat.notebooknode import NotebookNode

from labgrader import corpus
from labgrader.lab import Lab
from labgrader.report import Report


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

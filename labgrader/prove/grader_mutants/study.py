"""Grades the corpus with each mutant of the graders, and lists those that no answer notices."""

from __future__ import annotations

import tempfile
from pathlib import Path

from rich.console import Console
from rich.progress import track

from labgrader import corpus
from labgrader.lab import CourseError, Lab
from labgrader.laws import Expected, reference, release, wanted
from labgrader.prove import reasons
from labgrader.prove.findings import Decision, Findings
from labgrader.prove.grader_mutants.generate import grader_mutants
from labgrader.prove.grader_mutants.grading import Graded, copy_of, executed, noticed, timed
from labgrader.prove.grader_mutants.lanes import trials
from labgrader.runs import run_all

STUDY = "grader mutants"
WANTED = 40
SECONDS = 600.0  # that the unchanged graders may take
SLOWER = 3  # times as long may a mutant take, and then some seconds


def study(lab: Lab, *, share: float = 1.0, console: Console | None = None) -> Findings:
    """Changed graders: a report on what the corpus would not notice if a grader had been written so.

    Args:
        lab: the lab.
        share: the part of the mutants that is tried; less than all meet a part of the corpus only.
        console: where progress is shown, or None.

    Raises:
        CourseError: the unchanged graders do not say of the corpus what they should.
    """
    findings = Findings(STUDY)
    answers = _answers(lab, share)
    with tempfile.TemporaryDirectory(prefix="labgrader-") as folder:
        room = Path(folder).resolve()
        copied = copy_of(lab, room)
        wrong, seconds = timed(lambda: noticed(copied, answers, SECONDS))
        if wrong:
            raise CourseError(
                f"The graders do not judge {wrong} as they should: `labgrader check {lab.name}` says more."
            )
        among = grader_mutants(lab, executed(copied, answers, SECONDS), WANTED)
        chosen = among[:: max(1, round(1 / share))]
        found = trials(lab, room, chosen, answers, 10 + SLOWER * seconds)
        title = f"Changing the graders of {lab.name}"
        for mutant, by, error in track(found, title, len(chosen), console=console, disable=console is None):
            decision = Decision.UNCHECKED if error else Decision.WRONG_CAUGHT if by else Decision.SURVIVOR
            detail = f"{mutant.detail}\n{error}" if error else mutant.detail
            findings.add(decision, mutant.name, detail, reasons.why(lab, STUDY, mutant.name))
    return findings.done()


def _answers(lab: Lab, share: float) -> list[Graded]:
    """The corpus with its evidence: of each answer on the unseen data that `labgrader check` chooses."""
    among = corpus.answers(lab)[:: max(1, round(1 / share))]
    expected = [reference(lab), release(lab), *(Expected.of(lab, answer) for answer in among)]
    records = dict(run_all(lab, [wanted(lab, item) for item in expected]))
    return [Graded(e, records[e.name]) for e in expected]

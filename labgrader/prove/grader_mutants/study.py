"""Grades the corpus with each mutant of the graders, and lists those that no answer notices."""

from __future__ import annotations

import tempfile
import zlib
from collections import Counter
from collections.abc import Sequence
from pathlib import Path, PurePosixPath

from rich.console import Console
from rich.progress import track

from labgrader import corpus
from labgrader.lab import CourseError, Lab
from labgrader.laws import Expected, reference, release
from labgrader.prove import reasons
from labgrader.prove.findings import Decision, Findings
from labgrader.prove.grader_mutants.generate import GraderMutant, grader_mutants
from labgrader.prove.grader_mutants.grading import Graded, copy_of, executed, noticed, timed
from labgrader.prove.runs import Wanted, run_all

STUDY = "grader mutants"
WANTED = 40
SECONDS = 600.0  # that the unchanged graders may take
SLOWER = 5  # times as long may a mutant take, and then some seconds


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
        copied = copy_of(lab, Path(folder).resolve())
        wrong, seconds = timed(lambda: noticed(copied, answers, SECONDS))
        if wrong:
            raise CourseError(
                f"The graders do not judge {wrong} as they should: `labgrader check {lab.name}` says more."
            )
        among = grader_mutants(lab, executed(copied, answers, SECONDS), WANTED)
        chosen = among[:: max(1, round(1 / share))]
        seen: dict[str, Counter[str]] = {}
        for mutant in track(chosen, f"Changing the graders of {lab.name}", console=console, disable=console is None):
            explained = reasons.why(lab, STUDY, mutant.name)
            try:
                by = _try(copied, mutant, _likeliest_first(answers, mutant, seen), 10 + SLOWER * seconds)
            except RuntimeError as error:
                findings.add(Decision.UNCHECKED, mutant.name, f"{mutant.detail}\n{error}", explained)
                continue
            seen.setdefault(mutant.path, Counter())[by] += 1
            decision = Decision.WRONG_CAUGHT if by else Decision.SURVIVOR
            findings.add(decision, mutant.name, mutant.detail, explained)
    return findings.done()


def _answers(lab: Lab, share: float) -> list[Graded]:
    """The corpus with its evidence: of each answer on the unseen data that `labgrader check` chooses."""
    among = corpus.answers(lab)[:: max(1, round(1 / share))]
    expected = [reference(lab), release(lab), *(Expected.of(lab, answer) for answer in among)]
    sets = lab.unseen.sets
    wanted = [Wanted(e.name, e.notebook, unseen=sets[zlib.crc32(e.name.encode()) % len(sets)]) for e in expected]
    records = dict(run_all(lab, wanted))
    return [Graded(e, records[e.name]) for e in expected]


def _try(lab: Lab, mutant: GraderMutant, answers: Sequence[Graded], seconds: float) -> str:
    """Grade with a mutant in the place of its file; the answer that notices it, or ""."""
    path = lab.graders_path.parent / PurePosixPath(mutant.path)
    original = path.read_text(encoding="utf-8")
    try:
        path.write_text(mutant.source, encoding="utf-8")
        return noticed(lab, answers, seconds)
    finally:
        path.write_text(original, encoding="utf-8")


def _likeliest_first(answers: Sequence[Graded], mutant: GraderMutant, seen: dict[str, Counter[str]]) -> list[Graded]:
    """Those first that noticed another change of the file, then those that lose points for the file's question."""
    before = seen.get(mutant.path, Counter())
    question = PurePosixPath(mutant.path).stem.removeprefix("test_")

    def rank(one: Graded) -> tuple[int, bool, int]:
        expected = one.expected
        concerned = question in expected.earns and expected.mistake is not None
        return -before[expected.name], not concerned, zlib.crc32(f"{mutant.name}{expected.name}".encode())

    return sorted(answers, key=rank)

"""Runs the mutants of a lab, lets an oracle say which are right, and compares that with what the graders say."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from rich.console import Console
from rich.progress import track

from labgrader.evidence import RunRecord
from labgrader.execute.notebook_run import Limits
from labgrader.grading import grade
from labgrader.lab import CourseError, Lab
from labgrader.prove import reasons
from labgrader.prove.findings import Decision, Findings
from labgrader.prove.mutants.asked import Exercises, exercises
from labgrader.prove.mutants.generate import Base, Mutant, bases, mutants
from labgrader.prove.mutants.oracle import judged
from labgrader.runs import LIMITS, PATIENT, Wanted, run_all
from labgrader.verdict import CellVerdict

STUDY = "mutants"
# The data of the first run and of the second: numbers of unseen sets, or None for the lab's own. What is equal goes on.
SHORT = 2  # rounds of a short study
ROUNDS = ((None, 3), (0, 11), (2, 29), (4, 18), (5, 7))

Records = dict[str, RunRecord]


def study(lab: Lab, *, share: float = 1.0, console: Console | None = None) -> Findings:
    """Mutants of right answers: each that behaves differently loses points, each that does not loses none.

    Args:
        lab: the lab.
        share: the part of the mutants that is run.
        console: where progress is shown, or None.

    Raises:
        CourseError: a file of the proof is not as it should be.
    """
    findings = Findings(STUDY)
    asked = exercises(lab)
    among = bases(lab, asked.bases)
    chosen = mutants(lab, among, asked.wanted)[:: max(1, round(1 / share))]
    right = _right_of(lab, asked, chosen)
    rounds, equal = _compare(lab, asked, chosen, right, ROUNDS if share >= 1 else ROUNDS[:SHORT], console)
    verdicts = [grade(lab, records) for records in rounds]
    for mutant in chosen:
        said = [found[mutant.name] for found in verdicts if mutant.name in found]
        _decide(findings, lab, mutant, mutant.name in equal, said)
    return findings.done()


def _right_of(lab: Lab, asked: Exercises, chosen: Iterable[Mutant]) -> dict[str, list[Base]]:
    """The right answers with which the mutants of each answer are compared, itself the first."""
    found = {}
    for base in {mutant.base.name: mutant.base for mutant in chosen}.values():
        others = dict.fromkeys(name for one in asked.of(base.cell) for name in one.right)
        found[base.name] = [base, *(b for b in bases(lab, [*others]) if b.cell == base.cell and b != base)]
    return found


def _compare(
    lab: Lab,
    asked: Exercises,
    chosen: list[Mutant],
    right: dict[str, list[Base]],
    rounds_of_data: Sequence[tuple[int | None, int]],
    console: Console | None,
) -> tuple[list[Records], set[str]]:
    """The evidence of the mutants in each round, and the names of those that are equal in all rounds.

    After the first round, it is that of the equal ones alone.
    """
    left, rounds = chosen, []
    for number, sets in enumerate(rounds_of_data):
        known = {base.name: base for answers in right.values() for base in answers}
        wanted = [_wanted(lab, base, sets) for base in known.values()]
        limits = PATIENT if number else LIMITS  # what is left has come to its end before
        wanted += [_wanted(lab, mutant.answer, sets, mutant.name, limits) for mutant in left]
        title = f"Running {lab.name}, data {number + 1} of {len(rounds_of_data)}"
        records = dict(track(run_all(lab, wanted), title, len(wanted), console=console, disable=console is None))
        if number == 0:
            _require_alike(asked, known.values(), records)
        rounds.append({mutant.name: records[mutant.name] for mutant in left})
        left = [
            mutant
            for mutant in left
            if judged(
                asked.of(mutant.base.cell), records[mutant.name], [records[b.name] for b in right[mutant.base.name]]
            )
        ]
    equal = {mutant.name for mutant in left}
    later = [{name: record for name, record in records.items() if name in equal} for records in rounds[1:]]
    return [rounds[0], *later], equal


def _wanted(lab: Lab, answer: Base, sets: tuple[int | None, int], name: str = "", limits: Limits = PATIENT) -> Wanted:
    released, unseen = (None if number is None else lab.unseen.sets[number % len(lab.unseen.sets)] for number in sets)
    return Wanted(name or answer.name, lambda: answer.notebook(lab), unseen=unseen, released=released, limits=limits)


def _require_alike(asked: Exercises, answers: Iterable[Base], records: Records) -> None:
    """Refuse an answer of which too little is seen to compare it with anything: it is not even like itself."""
    for answer in answers:
        if not judged(asked.of(answer.cell), records[answer.name], [records[answer.name]]):
            raise CourseError(
                f"{answer.name} cannot be compared: it does not show what tests/proof/…/asked.toml says that it is "
                "asked for. Choose another answer there, or correct what it asks for."
            )


def _decide(
    findings: Findings, lab: Lab, mutant: Mutant, equal: bool, said: Sequence[Mapping[str, CellVerdict]]
) -> None:
    """Compare what the graders said of a mutant, in each round, with whether it is right."""
    verdicts = [(name, verdict) for found in said for name, verdict in found.items()]
    lost = [(name, v) for name, v in verdicts if v.score is not None and v.score < v.max_points]
    unchecked = [f"{name}: {v.reason}" for name, v in verdicts if v.score is None]
    if unchecked:
        decision = Decision.UNCHECKED
    elif equal:
        decision = Decision.RIGHT_REFUSED if lost else Decision.RIGHT_ACCEPTED
    else:
        decision = Decision.WRONG_CAUGHT if lost else Decision.WRONG_PASSED
    messages = [f"{name}: {c.message}" for name, v in lost for c in v.checks if c.outcome == "failed"]
    detail = "\n".join([mutant.diff, *unchecked, *(messages if equal else ())])
    findings.add(decision, mutant.name, detail, reasons.why(lab, STUDY, mutant.name))

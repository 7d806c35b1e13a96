"""Right answers, rewritten: whatever is typed, if it means the same, it earns the same."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.progress import track

from labgrader.grading import grade
from labgrader.lab import Lab
from labgrader.prove.findings import Decision, Findings
from labgrader.prove.reasons import why
from labgrader.prove.rewritings.cases import Rewritten, rewritten
from labgrader.runs import PATIENT, Wanted, run_all
from labgrader.verdict import CellVerdict, Outcome

STUDY = "rewritings"
TRIED = 160  # of a lab's rewritten answers, which are more
SETS = 12  # unseen sets that go round: each costs a run of the given cells


def study(lab: Lab, *, share: float = 1.0, console: Console | None = None) -> Findings:
    """Grade rewritten right answers of a lab; none may lose a point.

    Args:
        lab: the lab.
        share: the part of the rewritten answers that is tried, evenly spread; a few at least.
        console: shows how far it is.
    """
    findings = Findings(STUDY)
    cases = _part(rewritten(lab), share)
    wanted = [Wanted(case.name, case.notebook, _set(lab, n), limits=PATIENT) for n, case in enumerate(cases)]
    records = dict(track(run_all(lab, wanted), STUDY, total=len(wanted), console=console, disable=not console))
    verdicts = grade(lab, records)
    for case in cases:
        decision, detail = _judged(verdicts[case.name])
        findings.add(decision, case.name, f"{detail}\n{case.difference}".strip(), why(lab, STUDY, case.name))
    return findings.done()


def _part(cases: Sequence[Rewritten], share: float) -> list[Rewritten]:
    count = min(len(cases), max(3, round(share * TRIED)))
    return [cases[number * len(cases) // count] for number in range(count)]


def _set(lab: Lab, number: int) -> dict[str, float]:
    sets = lab.unseen.sets
    return sets[number % SETS * len(sets) // SETS]


def _judged(verdicts: dict[str, CellVerdict]) -> tuple[Decision, str]:
    """What the graders did with a right answer, and what they said where it lost points."""
    if any(verdict.score is None for verdict in verdicts.values()):
        reasons = [f"{name}: {v.reason}" for name, v in verdicts.items() if v.score is None]
        return Decision.UNCHECKED, "\n".join(reasons)
    lost = [
        f"{name}: {check.sentence} {check.message}"
        for name, verdict in verdicts.items()
        for check in verdict.checks
        if check.outcome is not Outcome.PASSED
    ]
    full = all(abs(verdict.score - verdict.max_points) < 1e-9 for verdict in verdicts.values())
    return (Decision.RIGHT_ACCEPTED if full else Decision.RIGHT_REFUSED), "\n".join(lost)

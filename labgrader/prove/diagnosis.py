"""Is a mistake named rightly on other data, and never wrongly?

Answers of the corpus go through kernels, on a few pairs of sets each. What a mistake makes of a hundred sets is
computed, by `tests/proof/<lab>/mistakes.py`, which knows no grader, and handed to the graders as evidence; in a lab
without that file one answer with each mistake goes through kernels on as many sets as there are in a ring.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from rich.console import Console

from labgrader import corpus
from labgrader.corpus import Answer
from labgrader.grading import grade
from labgrader.lab import Lab
from labgrader.prove import other_data, sets
from labgrader.prove.computed import Made, computes, made_for, record_of
from labgrader.prove.findings import Case, Decision, Findings
from labgrader.prove.forked import in_processes
from labgrader.prove.reasons import why

STUDY = "diagnosis"

SETS = 100  # on which each mistake is computed
ENOUGH = 0.95  # of the sets, its name must be told on
FEWEST = 4  # sets of a short study


Told = tuple[str | None, str | None, str, str]  # the mistake, what was told, the name of the case, and where


def study(lab: Lab, *, share: float = 1.0, console: Console | None = None) -> Findings:
    """Each known mistake of a lab, on other data."""
    # Where a share would leave fewer sets than show anything, some mistakes are left out instead.
    count, some = max(FEWEST, round(SETS * min(share, 1.0))), slice(None, None, max(1, round(FEWEST / SETS / share)))
    return judged(lab, (*_of_answers(lab, share, console), *of_made(lab, count, some)))


def judged(lab: Lab, cases: Iterable[Told]) -> Findings:
    """What was told of mistakes, against those that were made."""
    findings = Findings(STUDY)
    told: dict[str, Counter[Decision]] = defaultdict(Counter)
    for mistake, found, name, detail in cases:
        decision = _decision(mistake, found)
        if decision is not None:
            findings.add(decision, name, f"{detail}: told {found!r}, and it is {mistake!r}", why(lab, STUDY, name))
            told[mistake or ""][decision] += 1
    for mistake, counts in told.items():
        if mistake and counts[Decision.DIAGNOSED] < ENOUGH * counts.total():
            detail = f"named in {counts[Decision.DIAGNOSED]} of {counts.total()} sets"
            findings.cases.append(Case(Decision.UNDIAGNOSED, mistake, detail, why(lab, STUDY, mistake)))
    return findings.done()


def _decision(mistake: str | None, found: str | None) -> Decision | None:
    """None for a wrong answer without a known mistake, when no mistake was told."""
    if found is None:
        return Decision.UNDIAGNOSED if mistake is not None else None
    return Decision.DIAGNOSED if found == mistake else Decision.MISDIAGNOSED


def _of_answers(lab: Lab, share: float, console: Console | None) -> Iterator[Told]:
    wrong = [answer for answer in corpus.answers(lab) if answer.earns]
    alone = [] if computes(lab) else [answer for answer in reversed(wrong) if answer.mistake is not None]
    first = {answer.mistake: answer for answer in alone}

    def length(answer: Answer) -> int:
        return sets.RING - 1 if first.get(answer.mistake) is answer else other_data.WRONG

    for case, report in other_data.reports(lab, wrong, length, share=share, console=console):
        yield case.answer.mistake, report.mistake, case.name, case.where


def of_made(lab: Lab, count: int, some: slice = slice(None)) -> Iterator[Told]:
    """Computed mistakes, or some of them, each on so many pairs of sets; the variants of one take turns."""
    values = sets.sets(lab)[:: sets.SETS // count][:count]
    ways: dict[str | None, list[Made]] = defaultdict(list)
    for made in made_for(lab, values):
        ways[made.mistake].append(made)
    chosen = list(ways.values())[some]

    def told(number: int) -> list[Told]:
        # Neighbours have one variant, so that the graders, who remember, explain each list once and not twice.
        cases = [(chosen[number][n * len(chosen[number]) // count], n) for n in range(count)]
        named = {f"{made.mistake} ({made.cell} {made.variant}) on {n}": (made, n) for made, n in cases}
        verdicts = grade(lab, {name: record_of(lab, made, values, n) for name, (made, n) in named.items()})
        return [
            (made.mistake, verdicts[name][made.cell].mistake, name, _where(values[n]))
            for name, (made, n) in named.items()
        ]

    for some in in_processes(told, range(len(chosen))):
        yield from some


def _where(values: sets.Values) -> str:
    return "computed on " + " ".join(f"{name}={value:g}" for name, value in values.items())

"""Is a mistake named rightly on other data, and never wrongly?

Answers of the corpus go through kernels, on a few pairs of sets each. What a mistake makes of a hundred sets is
computed, by `tests/proof/<lab>/mistakes.py`, which knows no grader, and handed to the graders as evidence; in a lab
without that file one answer with each mistake goes through kernels on as many sets as there are in a ring.
"""

from __future__ import annotations

import contextlib
import importlib
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from rich.console import Console

from labgrader import corpus, evidence
from labgrader.corpus import Answer
from labgrader.evidence import CellEvidence, Evidence, RunRecord
from labgrader.judges import grade_records
from labgrader.lab import Lab
from labgrader.prove import other_data, sets
from labgrader.prove.findings import Case, Decision, Findings
from labgrader.prove.reasons import proof_folder, why

STUDY = "diagnosis"
MISTAKES = "mistakes.py"

SETS = 100  # on which each mistake is computed
ENOUGH = 0.95  # of the sets, its name must be told on
GRADED = 1000  # submissions at a time
FEWEST = 4  # sets of a short study

Names = Mapping[str, float | Sequence[float]]


class Made(NamedTuple):
    """What a mistake leaves behind, computed for some sets.

    Attributes:
        cell: grade_id of the graded cell that finds it.
        mistake: its name; None where no name is known, so that none may be told.
        variant: which way to make it, where there is more than one.
        names: for each set, numbers and lists of numbers by their names in the notebook.
    """

    cell: str
    mistake: str | None
    variant: str
    names: Sequence[Names]


def study(lab: Lab, *, share: float = 1.0, console: Console | None = None) -> Findings:
    """Each known mistake of a lab, on other data."""
    findings = Findings(STUDY)
    told: dict[str, Counter[Decision]] = defaultdict(Counter)
    for mistake, found, name, detail in (*_of_answers(lab, share, console), *_of_made(lab, share)):
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


Told = tuple[str | None, str | None, str, str]  # the mistake, what was told, the name of the case, and where


def _of_answers(lab: Lab, share: float, console: Console | None) -> Iterator[Told]:
    wrong = [answer for answer in corpus.answers(lab) if answer.earns]
    computed = (proof_folder(lab) / MISTAKES).is_file()
    first = {} if computed else {answer.mistake: answer for answer in reversed(wrong) if answer.mistake is not None}

    def length(answer: Answer) -> int:
        return sets.RING - 1 if first.get(answer.mistake) is answer else other_data.WRONG

    for case, report in other_data.reports(lab, wrong, length, share=share, console=console):
        yield case.answer.mistake, report.mistake, case.name, case.where


def _of_made(lab: Lab, share: float) -> Iterator[Told]:
    """Computed mistakes, each on as many pairs of sets as the share wants; its variants take turns.

    Where a share would leave fewer sets than show anything, some mistakes are left out instead.
    """
    count = max(FEWEST, round(SETS * min(share, 1.0)))
    values = sets.sets(lab)[:: sets.SETS // count][:count]
    ways: dict[str | None, list[Made]] = defaultdict(list)
    for made in made_for(lab, values):
        ways[made.mistake].append(made)
    chosen = list(ways.values())[:: max(1, round(FEWEST / SETS / share))]
    # Neighbours have one variant, so that the graders, who remember, explain each list once and not twice.
    cases = ((found[n * len(found) // count], n) for found in chosen for n in range(count))
    while some := list(islice(cases, GRADED)):
        records = {f"{made.mistake} ({made.variant}) on {n}": record_of(lab, made, values, n) for made, n in some}
        verdicts = grade_records(lab, records)
        for (made, number), name in zip(some, records, strict=True):
            yield made.mistake, verdicts[name][made.cell].mistake, name, _where(values[number])


def _where(values: sets.Values) -> str:
    return "computed on " + " ".join(f"{name}={value:g}" for name, value in values.items())


def made_for(lab: Lab, values: Sequence[sets.Values]) -> Iterator[Made]:
    """What each of the lab's computed mistakes leaves behind on these sets; nothing where the lab computes none."""
    folder = proof_folder(lab)
    if (folder / MISTAKES).is_file():
        with _on_path(folder.parent.parent):
            module = importlib.import_module(f"{folder.parent.name}.{lab.name}.mistakes")
        yield from (Made(*made) for made in module.made(values))


@contextlib.contextmanager
def _on_path(folder: Path) -> Iterator[None]:
    """Make the proofs below a folder importable, and forget them: another course may have some."""
    sys.path.insert(0, str(folder))
    before = set(sys.modules)
    try:
        yield
    finally:
        sys.path.remove(str(folder))
        for name in set(sys.modules) - before:
            if name.split(".")[0] == "proof":
                del sys.modules[name]


def record_of(lab: Lab, made: Made, values: Sequence[sets.Values], number: int) -> RunRecord:
    """The evidence of a notebook with this mistake, submitted on one set, with the next one as unseen data."""
    runs = [
        {name: _cell(name, values[place], made.names[place] if name == made.cell else None) for name in lab.points}
        for place in (number, (number + 1) % len(values))
    ]
    return RunRecord(lab=lab.name, unseen_set=0, released=runs[0], unseen=runs[1])


def _cell(grade_id: str, values: sets.Values, names: Names | None) -> CellEvidence:
    if names is None:
        return CellEvidence(grade_id=grade_id, parameters=values, missing="This cell was not made.")
    found = Evidence(version=evidence.VERSION, names={name: _value(value) for name, value in names.items()})
    return CellEvidence(grade_id=grade_id, parameters=values, evidence=found)


def _value(value: float | Sequence[float]) -> evidence.Value:
    if isinstance(value, float):
        return evidence.Float(kind="float", value=value)
    return evidence.Sequence(kind="list", length=len(value), items=[_value(float(item)) for item in value])

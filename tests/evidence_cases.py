"""Answers of which the evidence is computed, right and wrong ones, and what the graders say of them."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache, cached_property
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from selection import LABS

from labgrader.evidence import CellEvidence, RunRecord
from labgrader.grading import grade
from labgrader.lab import Lab
from labgrader.prove.computed import Made, made_for, record_of
from labgrader.prove.mutants.asked import Asked, exercises
from labgrader.verdict import CellVerdict

EXAMPLES = 8
EVERY = 20  # of the mistakes of a lab, one of so many is tried

Change = Callable[[CellEvidence], CellEvidence]
Draw = Callable[[st.SearchStrategy], Any]

each_lab = pytest.mark.parametrize("lab", LABS)


def for_each_lab(test: Callable) -> Callable:
    """A property of each lab: the test is given its name, and `data` to draw from."""
    some = settings(
        max_examples=EXAMPLES,
        deadline=None,
        database=None,
        phases=[Phase.generate, Phase.shrink],
        suppress_health_check=list(HealthCheck),
    )
    return each_lab(some(given(data=st.data())(test)))


@dataclass(frozen=True, eq=False)
class Case:
    """An answer to one question, submitted on the lab's own data and run again on a vetted set.

    Attributes:
        lab: the lab.
        made: what was computed of it.
        right: whether it is right.
        record: its evidence; the other questions have none.
    """

    lab: Lab
    made: Made
    right: bool
    record: RunRecord

    @property
    def cell(self) -> str:
        """The grade_id of the question."""
        return self.made.cell

    @property
    def released(self) -> CellEvidence:
        """The question in the first run."""
        return self.record.released[self.cell]

    @property
    def unseen(self) -> CellEvidence:
        """The question in the second run."""
        return self.record.unseen[self.cell]

    @cached_property
    def asked(self) -> Asked:
        """What the question asks for."""
        return next(asked for asked in exercises(self.lab).asked if asked.cell == self.cell)

    @cached_property
    def needs(self) -> list[str]:
        """The names that the student fills, and without which there is no answer."""
        filled = {name for asked in exercises(self.lab).asked for name in asked.names}
        return [*self.asked.names, *(name for name in self.asked.curves if name in filled)]

    @property
    def drew(self) -> bool:
        """Whether it has figures."""
        return bool(self.released.evidence.figures)

    @property
    def loaded(self) -> bool:
        """Whether it has passes over loaders."""
        return bool(self.released.evidence.epochs)

    @cached_property
    def verdict(self) -> CellVerdict:
        """What the graders say of it."""
        return grade(self.lab, {"it": self.record})["it"][self.cell]

    def changed(self, change: Change, *, runs: tuple[str, ...] = ("released", "unseen")) -> Case:
        """The same answer with other evidence in both runs, or in one."""
        cells = {run: getattr(self.record, run) for run in runs}
        update = {run: {**found, self.cell: change(found[self.cell])} for run, found in cells.items()}
        return self.of(self.record.model_copy(update=update))

    def of(self, record: RunRecord) -> Case:
        """The same answer, seen otherwise."""
        return replace(self, record=record)


def said(verdict: CellVerdict) -> tuple[float | None, str | None]:
    """The points and the mistake: what must not change."""
    return verdict.score, verdict.mistake


@cache
def right_cases(lab: str) -> list[Case]:
    """A right answer to each question of a lab, or several."""
    module = importlib.import_module(f"proof.{lab}.right")
    return [_case(LABS[lab], made, True) for made in module.right(_values(LABS[lab]))]


@cache
def wrong_cases(lab: str) -> list[Case]:
    """Some of a lab's known mistakes, from all of its questions."""
    # What has no name may be right but for what an earlier question left.
    known = [made for made in made_for(LABS[lab], _values(LABS[lab])) if made.mistake is not None]
    return [_case(LABS[lab], made, False) for made in known[::EVERY]]


def right(lab: str, draw: Draw, where: Callable[[Case], bool] = bool) -> Case:
    """A right answer; one to which a property applies, where there are some."""
    return _drawn(right_cases(lab), draw, where)


def any_case(lab: str, draw: Draw, where: Callable[[Case], bool] = bool) -> Case:
    """A right answer or a mistake; one to which a property applies, where there are some."""
    return _drawn([*right_cases(lab), *wrong_cases(lab)], draw, where)


def _drawn(cases: list[Case], draw: Draw, where: Callable[[Case], bool]) -> Case:
    """Each question is drawn as often as another, however many answers to it there are."""
    among = list(filter(where, cases)) or cases
    cell = draw(st.sampled_from(list(dict.fromkeys(case.cell for case in among))))
    named = {f"{case.made.mistake or 'right'}, {case.made.variant}": case for case in among if case.cell == cell}
    return named[draw(st.sampled_from(list(named)))]  # by its name, which is what is shown of a failure


def _case(lab: Lab, made: Made, right: bool) -> Case:
    return Case(lab, made, right, record_of(lab, made, _values(lab), 0))


def _values(lab: Lab) -> list[dict[str, float]]:
    return [lab.parameters, lab.unseen.sets[0]]

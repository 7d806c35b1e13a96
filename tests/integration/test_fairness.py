"""What an answer earns, and what it is told, does not depend on the unseen set that it meets.

An answer is run once on the released data, and once on each of some vetted sets. The graders are shown the first of
these runs beside each of the others: where they say one thing on one set and another on the next, two students with the
same answer are treated differently.
"""

from __future__ import annotations

import re
import tomllib
import zlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from fnmatch import fnmatchcase
from functools import partial
from itertools import islice
from typing import NamedTuple

import pytest
from selection import LABS, QUARTER, QUARTERS, ROOT

from labgrader import corpus
from labgrader.corpus import Answer
from labgrader.evidence import CellEvidence, RunRecord
from labgrader.grading import grade
from labgrader.lab import Lab
from labgrader.runs import PATIENT, Wanted, run_all
from labgrader.verdict import CellVerdict, Outcome

ANSWERS = 4  # of each lab: three that fit the released data only, and another; all of them with --all
SETS = 13  # an odd number: a submission has two runs, and one of all these is on the released data

# What is right on the released data only: numbers that were read off, with something added that is nothing, times a
# factor of the data, or in a table by SEED.
ADDED, SCALED, TABLE = "*_plus_nothing", "*_times_slope", "*table_by_seed"

# What draws from a generator without a seed. In lab 1 given cells seed `random`, but for a question that takes any
# order.
UNSEEDED = re.compile(r"default_rng\(\)|SystemRandom|\b(?:np|numpy)\.random\.(?!seed|default_rng)\w")
UNSEEDED_BY_THE_LAB = re.compile(r"(?<![.\w])random\.(?!SystemRandom|seed)[a-z]+\(")
SEEDS_RANDOM = ("lab1_from_scratch",)

FRESH: Mapping[str, Mapping[str, Mapping[str, Sequence[float]]]] = tomllib.loads(
    (ROOT / "tests/proof/fresh_entropy.toml").read_text(encoding="utf-8")
)

each_lab = pytest.mark.parametrize("lab", LABS.values(), ids=LABS.keys())


class Told(NamedTuple):
    """What the graders say of one graded cell."""

    points: float | None
    mistake: str | None
    sentences: tuple[str, ...]

    @classmethod
    def of(cls, verdict: CellVerdict) -> Told:
        sentences = (check.message for check in verdict.checks if check.outcome is not Outcome.PASSED)
        return cls(verdict.score, verdict.mistake, tuple(sentences) or (verdict.reason,))


@each_lab
def test_points_and_sentences_are_the_same_on_every_set(lab, request):
    quarter = request.config.stash[QUARTER]
    tried = list(told(lab, chosen(lab, quarter), sets_of(lab, quarter)))
    assert len(tried) >= ANSWERS
    unlike = {
        f"{answer.name}: {cell}": words for answer, found in tried for cell, words in differing(lab, answer, found)
    }
    assert unlike == {}


@each_lab
def test_numbers_that_were_read_off_are_among_the_answers_that_are_always_tried(lab):
    names = [answer.name for answer in chosen(lab, quarter=0)]
    assert len(names) == len(set(names)) == ANSWERS
    for kind in (ADDED, SCALED, TABLE):
        assert any(fnmatchcase(name, kind) for name in names), kind


@each_lab
def test_each_answer_that_draws_from_a_generator_without_a_seed_is_listed(lab):
    patterns = [UNSEEDED] if lab.name in SEEDS_RANDOM else [UNSEEDED, UNSEEDED_BY_THE_LAB]
    draws = {a.name for a in corpus.answers(lab) if any(p.search("\n".join(a.sources)) for p in patterns)}
    assert set(FRESH[lab.name]) == draws
    for cells in FRESH[lab.name].values():
        assert set(cells) <= set(lab.points)


def chosen(lab: Lab, quarter: int | None) -> list[Answer]:
    """The answers that a run of the tests tries: what fits the released data only, and others of its quarter."""
    answers = corpus.answers(lab)
    if quarter is None:
        return answers
    fitted = [next(a for a in answers if fnmatchcase(a.name, kind)) for kind in (ADDED, SCALED, TABLE)]
    others = sorted((a for a in answers if a not in fitted), key=lambda answer: zlib.crc32(answer.name.encode()))
    return [*fitted, *others[quarter::QUARTERS]][:ANSWERS]


def sets_of(lab: Lab, quarter: int | None) -> tuple[dict[str, float], ...]:
    """The vetted sets that a run of the tests tries."""
    return lab.unseen.sets[quarter or 0 :: QUARTERS][:SETS]


def told(
    lab: Lab, answers: Sequence[Answer], sets: Sequence[dict[str, float]]
) -> Iterator[tuple[Answer, dict[str, list[Told]]]]:
    """Each answer, and what is said of each of its graded cells on each set."""
    for answer, (first, *others) in runs(lab, answers, [lab.parameters, *sets]):
        records = {
            str(number): RunRecord(lab=lab.name, unseen_set=0, released=first, unseen=other)
            for number, other in enumerate(others)
        }
        verdicts = grade(lab, records).values()
        yield answer, {cell: [Told.of(verdict[cell]) for verdict in verdicts] for cell in lab.points}


def runs(
    lab: Lab, answers: Sequence[Answer], data: Sequence[dict[str, float]]
) -> Iterator[tuple[Answer, list[dict[str, CellEvidence]]]]:
    """Each answer, and its runs on each of the data. A submission is run on two of them: nothing is run twice."""
    places = range(0, len(data), 2)
    wanted = (
        Wanted(f"{answer.name} on {place}", partial(answer.notebook, lab), data[place + 1], data[place], PATIENT)
        for answer in answers
        for place in places
    )
    records = (record for _, record in run_all(lab, wanted, keep_warm=True))
    for answer in answers:
        mine = islice(records, len(places))
        yield answer, [run for record in mine for run in (record.released, record.unseen)]


def differing(lab: Lab, answer: Answer, found: Mapping[str, Sequence[Told]]) -> Iterator[tuple[str, list[str]]]:
    """Its graded cells of which different things are said, or that earn what they may not; with the words."""
    for cell, on_each_set in found.items():
        counts = Counter(on_each_set)
        may = FRESH.get(lab.name, {}).get(answer.name, {}).get(cell)
        wrong = len(counts) > 1 if may is None else any(one.points not in may for one in counts)
        if wrong or any(one.points is None for one in counts):
            yield cell, [f"on {n} of {len(on_each_set)} sets: {one}" for one, n in counts.most_common()]

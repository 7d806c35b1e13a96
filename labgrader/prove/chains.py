"""Runs answers of the corpus on other data: each on a chain of sets, of which each is the unseen data of the one
before. So a run on one set serves two pairs, as the submitted one and as the unseen one."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from rich.console import Console
from rich.progress import track

from labgrader.corpus import Answer
from labgrader.evidence import CellEvidence, RunRecord
from labgrader.lab import Lab
from labgrader.prove import sets
from labgrader.runs import PATIENT, Wanted, run_all

SHORT = 4  # sets of a chain in a short study


@dataclass(frozen=True)
class Tried:
    """An answer on one pair of sets.

    Attributes:
        answer: of the corpus.
        number: which pair of its chain.
        released, unseen: the data of the two runs.
        record: their evidence.
    """

    answer: Answer
    number: int
    released: dict[str, float]
    unseen: dict[str, float]
    record: RunRecord

    @property
    def name(self) -> str:
        """The same from one study to the next."""
        return f"{self.answer.name} on {self.number}"

    @property
    def where(self) -> str:
        """The data of both runs, in words."""
        return f"submitted with {_in_words(self.released)}, unseen {_in_words(self.unseen)}"


def _in_words(values: dict[str, float]) -> str:
    return " ".join(f"{name}={value:g}" for name, value in values.items())


def tried(
    lab: Lab,
    answers: Sequence[Answer],
    length: Callable[[Answer], int],
    *,
    typed: frozenset[str] = frozenset(),
    share: float = 1.0,
    console: Console | None = None,
    keep_warm: bool = False,
) -> Iterator[Tried]:
    """Run answers on chains of sets.

    Args:
        lab: the lab.
        answers: of its corpus.
        length: how many sets an answer meets; an even number, and no more than a ring has.
        typed: names of answers that hold numbers of the lab's own data: their first run is always on that data.
        share: the part of all this that is done.
        console: shows how far it has come.
        keep_warm: leave the warm process for whoever runs something next.
    """
    whole = share >= 1
    if not whole:
        answers = answers[:: max(1, round(1 / share))]
    rings = sets.rings(lab) if whole else sets.rings(lab)[:1]
    begins = _begins(answers, length, len(rings)) if whole else {answer.name: (0, 0) for answer in answers}
    for number, ring in enumerate(rings):
        mine = [answer for answer in answers if begins[answer.name][0] == number]
        chains = {}
        for answer in mine:
            begin, sets_met = begins[answer.name][1], length(answer) if whole else SHORT
            chain = [ring[(begin + place) % len(ring)] for place in range(sets_met)]
            chains[answer.name] = _with_own(lab, chain) if answer.name in typed else chain
        wanted = [item for answer in mine for item in _wanted(lab, answer, chains[answer.name], answer.name in typed)]
        runs: dict[str, dict[int, dict[str, CellEvidence]]] = {}
        found = run_all(lab, wanted, keep_warm=keep_warm)
        for name, record in track(
            found, f"Running {lab.name} on ring {number + 1}", len(wanted), console=console, disable=not console
        ):
            of, _, place = name.rpartition("@")
            runs.setdefault(of, {}).update({int(place): record.released, int(place) + 1: record.unseen})
        for answer in mine:
            yield from _pairs(lab, answer, chains[answer.name], runs[answer.name], answer.name in typed)


def _begins(answers: Sequence[Answer], length: Callable[[Answer], int], rings: int) -> dict[str, tuple[int, int]]:
    """In which ring each answer begins, and where.

    Right answers follow each other, so that together they meet every set. Wrong ones begin at the same place in each
    study: a later one finds what an earlier one has run.
    """
    found = {}
    for number, answer in enumerate(answer for answer in answers if not answer.earns):
        found[answer.name] = number % rings, number // rings * length(answer) % sets.RING
    for answer in answers:
        if answer.earns:
            place = zlib.crc32(answer.name.encode())
            found[answer.name] = place // sets.RING % rings, place % sets.RING
    return found


def _with_own(lab: Lab, chain: list[dict[str, float]]) -> list[dict[str, float]]:
    """A chain in which every other set is the lab's own, for an answer that is made for that."""
    other = [values for values in chain if not sets.refused(lab, values, lab.parameters)]
    return [values for unseen in other for values in (lab.parameters, unseen)]


def _wanted(lab: Lab, answer: Answer, chain: list[dict[str, float]], typed: bool) -> Iterable[Wanted]:
    for place in range(0, len(chain), 2):
        yield Wanted(f"{answer.name}@{place}", lambda: answer.notebook(lab), chain[place + 1], chain[place], PATIENT)


def _pairs(
    lab: Lab, answer: Answer, chain: list[dict[str, float]], runs: dict[int, dict[str, CellEvidence]], typed: bool
) -> Iterator[Tried]:
    """Each two neighbours of a chain, and its last set with its first, where the graders vouch for that."""
    pairs = list(pairwise(range(len(chain))))[:: 2 if typed else 1]
    if not typed and len(chain) > 2 and not sets.refused(lab, chain[0], chain[-1]):
        pairs.append((len(chain) - 1, 0))
    for number, (first, second) in enumerate(pairs):
        record = RunRecord(lab=lab.name, unseen_set=0, released=runs[first], unseen=runs[second])
        yield Tried(answer, number, chain[first], chain[second], record)

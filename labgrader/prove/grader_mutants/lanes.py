"""Tries the mutants of the graders in a process a core, each with a copy of the graders of its own to change."""

from __future__ import annotations

import os
import zlib
from collections import Counter
from collections.abc import Iterator, Sequence
from multiprocessing.connection import Connection, wait
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from labgrader.lab import Lab
from labgrader.prove.grader_mutants.generate import GraderMutant
from labgrader.prove.grader_mutants.grading import FORK, Graded, copy_of, noticed


class Trial(NamedTuple):
    """What came of a mutant.

    Attributes:
        mutant: the changed file.
        by: the name of an answer that notices it, or "".
        error: why nothing is known, or "".
    """

    mutant: GraderMutant
    by: str
    error: str


def trials(
    lab: Lab, folder: Path, mutants: Sequence[GraderMutant], answers: Sequence[Graded], seconds: float
) -> Iterator[Trial]:
    """Grade the answers with each mutant in the place of its file.

    Args:
        lab: the lab.
        folder: where the copies of its graders go.
        mutants: in the order in which they are begun.
        answers: the corpus with its evidence.
        seconds: that grading with one of them may take.

    Raises:
        RuntimeError: a process that tries mutants died.
    """
    following = FORK.Value("i", 0)
    processes, pipes = [], []
    for number in range(min(os.cpu_count() or 1, len(mutants))):
        (folder / f"lane{number}").mkdir()
        copied = copy_of(lab, folder / f"lane{number}")
        mine, other = FORK.Pipe(duplex=False)
        processes.append(FORK.Process(target=_lane, args=(copied, mutants, following, answers, seconds, other)))
        processes[-1].start()
        other.close()
        pipes.append(mine)
    try:
        yield from _received(mutants, pipes)
    finally:
        for process in processes:
            process.kill()
            process.join()


def _received(mutants: Sequence[GraderMutant], pipes: list[Connection]) -> Iterator[Trial]:
    open_pipes, missing = list(pipes), len(mutants)
    while missing:
        if not open_pipes:
            raise RuntimeError("a process that tries changed graders died")
        for pipe in wait(open_pipes):
            try:
                number, by, error = pipe.recv()
            except EOFError:
                open_pipes.remove(pipe)
                continue
            missing -= 1
            yield Trial(mutants[number], by, error)


def _lane(
    lab: Lab, mutants: Sequence[GraderMutant], following, answers: Sequence[Graded], seconds: float, pipe: Connection
) -> None:
    """Try one mutant after the other, until none is left."""
    seen: dict[str, Counter[str]] = {}
    while True:
        with following.get_lock():
            number = following.value
            following.value += 1
        if number >= len(mutants):
            return
        mutant = mutants[number]
        try:
            by, error = _try(lab, mutant, _likeliest_first(answers, mutant, seen), seconds), ""
        except RuntimeError as died:
            by, error = "", str(died)
        else:
            seen.setdefault(mutant.path, Counter())[by] += 1
        pipe.send((number, by, error))


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

"""Grades the corpus with changed graders, in a process of its own: what a changed grader does stays there."""

from __future__ import annotations

import multiprocessing
import shutil
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import coverage
import torch  # noqa: F401 (graders need it, and it takes seconds to import: every process that is forked has it)

from labgrader.evidence import RunRecord
from labgrader.grading import grade
from labgrader.lab import Lab
from labgrader.laws import Expected, judge
from labgrader.report import Report

FIRST = 12  # answers that are graded before the rest: most changes are noticed by one of these
FORK = multiprocessing.get_context("fork")


@dataclass(frozen=True)
class Graded:
    """An answer of the corpus, what it must earn, and its evidence."""

    expected: Expected
    record: RunRecord


def copy_of(lab: Lab, folder: Path) -> Lab:
    """The same lab in another folder, with graders that may be changed."""
    for name in ("source", "release"):
        (folder / name).symlink_to(lab.root / name, target_is_directory=True)
    ours = {lab.name, *(p.name for p in lab.graders_path.parent.glob("*.py"))}
    for path in lab.graders_path.parent.iterdir():
        if path.name in ours:
            copy = shutil.copytree if path.is_dir() else shutil.copyfile
            (folder / "graders").mkdir(exist_ok=True)
            copy(path, folder / "graders" / path.name)
    return Lab(folder, lab.name)


def noticed(lab: Lab, answers: Sequence[Graded], seconds: float) -> str:
    """The name of an answer of which the graders of `lab` do not say what they should, or ""; a few words where
    grading does not end.

    Raises:
        RuntimeError: the process that graded died, so that nothing is known.
    """
    try:
        return _apart(_first_that_differs, lab, answers, seconds=seconds)
    except TimeoutError:
        return "grading does not end"


def executed(lab: Lab, answers: Sequence[Graded], seconds: float) -> dict[str, set[int]]:
    """The lines of each file of `graders/` that grading the answers executes."""
    return _apart(_traced, lab, answers, seconds=seconds)


def _first_that_differs(lab: Lab, answers: Sequence[Graded]) -> str:
    for some in (answers[:FIRST], answers[FIRST:]):
        verdicts = grade(lab, {one.expected.name: one.record for one in some}) if some else {}
        for one in some:
            name = one.expected.name
            if judge(one.expected, Report(lab=lab.name, student=name, verdicts=verdicts[name])):
                return name
    return ""


def _traced(lab: Lab, answers: Sequence[Graded]) -> dict[str, set[int]]:
    folder = lab.graders_path.parent
    traced = coverage.Coverage(data_file=None, config_file=False, include=[f"{folder}/*"])
    with traced.collect():
        grade(lab, {one.expected.name: one.record for one in answers})
    found = traced.get_data()
    return {Path(name).relative_to(folder).as_posix(): set(found.lines(name) or ()) for name in found.measured_files()}


def _apart(work: Callable, *args: Any, seconds: float) -> Any:
    """What a function gives back in a process of its own.

    Raises:
        TimeoutError: it did not come to an end.
        RuntimeError: it raised an error, or its process died.
    """
    mine, other = FORK.Pipe(duplex=False)
    process = FORK.Process(target=_send, args=(other, work, *args), daemon=True)
    process.start()
    other.close()
    try:
        if not mine.poll(seconds):
            raise TimeoutError
        answer: Mapping[str, Any] = mine.recv()
    except EOFError as error:
        process.join()
        raise RuntimeError(f"its process ended with code {process.exitcode}") from error
    finally:
        process.kill()
        process.join()
        mine.close()
    if "error" in answer:
        raise RuntimeError(answer["error"])
    return answer["result"]


def _send(pipe: Connection, work: Callable, *args: Any) -> None:
    try:
        pipe.send({"result": work(*args)})
    except BaseException as error:
        pipe.send({"error": f"{type(error).__name__}: {error}"})
    pipe.close()


def timed(work: Callable[[], str]) -> tuple[str, float]:
    """What a function gives back, and the seconds that it took."""
    began = time.monotonic()
    return work(), time.monotonic() - began

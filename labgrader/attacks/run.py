"""Tries every attack: makes the course, grades it in a process of its own, and judges what came of it."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import psutil

from labgrader.attacks.course import LAST, RIGHT, WRONG, Attacked, make
from labgrader.attacks.hostile import Attack, Corpus
from labgrader.attacks.judge import Outcome, judge
from labgrader.course import course_config
from labgrader.kernels import KernelStartError, WarmKernels
from labgrader.lab import Lab
from labgrader.sandbox import MB, Sandbox
from labgrader.trial import UnsandboxedError

GROWN = 300 * MB  # that the whole class may make the grading process grow by, for good
HINT = "Hostile files run in a sandbox only: c.Sandbox.mode and c.Sandbox.allow_unsandboxed say in which."


@dataclass(frozen=True)
class Tried:
    """What came of all of them."""

    line: str  # how kernels were confined
    outcomes: dict[str, tuple[Attack | None, Outcome]]  # by the attack's name, or the neighbour's
    class_wrong: list[str]  # what befell the class as a whole


def sandbox(root: Path, mode: str | None) -> tuple[str, str]:
    """The mode of the sandbox that this machine offers, and the line that describes it.

    Raises:
        UnsandboxedError: there is none; no hostile file may be run.
    """
    confinement = Sandbox(config=course_config(root)).confinement(root)
    kernels = WarmKernels(replace(confinement, mode=mode) if mode else confinement)
    try:
        line = kernels.server.describe()
    except KernelStartError as error:
        raise UnsandboxedError(f"{error}\n{HINT}") from error
    finally:
        kernels.close()
    if not line.startswith("sandbox mode "):
        raise UnsandboxedError(f"{line}\n{HINT}")
    return line.split()[2].rstrip(":"), line


def try_all(root: Path, hostile: Corpus, chosen: list[Attack], mode: str | None, told: Callable[[int], None]) -> Tried:
    """Try attacks on a copy of a course.

    Args:
        told: called now and then with the number of submissions that have been graded.

    Raises:
        UnsandboxedError: there is no sandbox.
    """
    mode, line = sandbox(root, mode)
    chosen = [attack.in_mode(mode) for attack in chosen]
    with tempfile.TemporaryDirectory(prefix="lg-attacks-") as folder:
        made = make(Path(folder), Lab(root, hostile.lab), mode, hostile, chosen)
        notes, problems = _grade(made, told)
        attacks = {attack.student: attack for attack in chosen}
        outcomes = {}
        for student in made.expected:
            attack = attacks.get(student)
            name = attack.name if attack else f"neighbour/{student}"
            outcomes[name] = (attack, judge(made, student, notes.get(student, {}), attack))
    return Tried(line, outcomes, problems)


def _grade(made: Attacked, told: Callable[[int], None]) -> tuple[dict[str, dict], list[str]]:
    """Grade the course; the notes of each submission, and what is wrong with the class."""
    path, output = made.root.parent / "notes", made.root.parent / "output"
    command = [sys.executable, "-P", "-m", "labgrader.attacks.worker", made.lab.name, str(path)]
    with output.open("wb") as file, _ended(command, made, file) as process:
        while True:
            told(len(path.read_text(encoding="utf-8").splitlines()) if path.exists() else 0)
            try:
                process.wait(1)
                break
            except subprocess.TimeoutExpired:
                continue
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    notes = {note["student"]: note for note in map(json.loads, lines)}
    text = output.read_text(encoding="utf-8", errors="replace")
    problems = []
    if set(made.expected) - set(notes) or f"feedback/*/{made.lab.name}" not in "".join(text.split()):
        problems.append(f"`labgrader grade` did not come to its end: {text[-3000:]}")
    if any(not character.isprintable() and character not in "\n\r" for character in text):
        problems.append("control characters of a submission reached the instructor's terminal")
    problems += [f"{what} stands in the instructor's terminal" for what, m in made.markers.items() if m in text]
    if WRONG in notes and LAST in notes:
        grown = notes[LAST]["resident"] - notes[WRONG]["resident"]
        if grown > GROWN:
            problems.append(f"the grading process grew by {grown // MB} MB, for good")
    return notes, problems


@contextmanager
def _ended(command: list[str], made: Attacked, output):
    """The grading process; if we end before it does, so does it, and with it the kernels that it started."""
    process = subprocess.Popen(
        command, cwd=made.root, env=made.environment, stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT
    )
    before = signal.signal(signal.SIGTERM, lambda number, frame: sys.exit(1))
    try:
        yield process
    finally:
        signal.signal(signal.SIGTERM, before)
        if process.poll() is None:
            tree = psutil.Process(process.pid).children()
            process.kill()
            process.wait()
            psutil.wait_procs(tree, timeout=10)


NEIGHBOURS = (RIGHT, WRONG, LAST)

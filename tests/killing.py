"""Kills `labgrader grade` at one of its own moments: before the n-th change that it makes to a file of the course.

As a program: `python killing.py N ARGUMENT…` runs `labgrader ARGUMENT…` in the current folder and kills it then; with
an N that is never reached it ends as it would, and the last line on stderr is how many changes there were.
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import patience
import psutil

NEVER = 1_000_000
CHANGES = {"os.mkdir", "os.remove", "os.rename", "os.rmdir", "shutil.copyfile", "shutil.move", "sqlite3.connect"}
STUDENTS = [f"s{number}" for number in range(6)]
ANSWERS = (
    "def scale(values):\n    return [FACTOR * v for v in values]\n\nscaled = scale(numbers)\n",
    "def scale(values):\n    return 1\n\nscaled = [FACTOR * v for v in numbers]\n",
    "scaled = numbers\n",
    "scaled = [3.0, 6.0, 9.0]\n",
)


class Undisturbed:
    """A class that has handed in, and what becomes of it when it is graded in one go."""

    def __init__(self, course, copy_course: Callable, private: Path) -> None:
        for number, student in enumerate(STUDENTS):
            course.hand_in(student, course.solved(scale_answer=ANSWERS[number % 4] + f"# {student}\n"))
        course.lab.choose_unseen(b"")  # makes the secret: copies choose alike
        self.collected, self.copy_course, self.private = course, copy_course, private
        graded = copy_course(course)
        done = self.grade(graded, NEVER)
        assert done.returncode == 0, done.stdout + done.stderr
        self.outcomes = {student: graded.outcome(student) for student in STUDENTS}
        self.changes = int(done.stderr.split()[-1])

    def grade(self, course, killed_at: int) -> subprocess.CompletedProcess:
        command = [sys.executable, __file__, str(killed_at), "grade", "toy"]
        env = os.environ | {"TMPDIR": str(self.private)}
        env.pop("PYTHONWARNINGS", None)
        options = {"capture_output": True, "text": True, "timeout": patience.SECONDS}
        return subprocess.run(command, cwd=course.root, env=env, **options)

    def kill_and_go_on(self, times: int, at_most: int = 5) -> None:
        """Kill so many gradings, one after another of the same class and then of another; each class gets its due."""
        moments = random.Random(times)
        for begin in range(0, times, at_most):
            course, kills = self.copy_course(self.collected), min(at_most, times - begin)
            for _ in range(kills):  # together they come no further than one that is not killed
                done = self.grade(course, moments.randint(1, self.changes // kills))
                assert done.returncode == -signal.SIGKILL, done.stdout + done.stderr
                patience.wait_for(lambda: not self.left())
            done = course("labgrader", "grade", "toy")
            assert done.returncode == 0, done.stdout + done.stderr
            assert {student: course.outcome(student) for student in STUDENTS} == self.outcomes
            assert not list(course.lab.state_path.rglob("*.new"))

    def left(self) -> list[object]:
        """Files and processes that are left of what was killed."""
        commands = (process.info["cmdline"] or [] for process in psutil.process_iter(["cmdline"]))
        return [*self.private.iterdir(), *(c for c in commands if any(str(self.private) in part for part in c))]


def main(killed_at: int, arguments: list[str]) -> None:
    """Run a command that is killed at a moment."""
    from labgrader.cli import main

    course, changes = str(Path.cwd()), 0

    def count(event: str, args: tuple) -> None:
        nonlocal changes
        if event == "open":
            changing = isinstance(args[2], int) and args[2] & (os.O_WRONLY | os.O_RDWR)
        else:
            changing = event in CHANGES
        if changing and any(str(part).startswith(course) for part in args[:2]):
            changes += 1
            if changes == killed_at:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(count)
    try:
        main(arguments)
    finally:
        print(changes, file=sys.stderr)


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2:])

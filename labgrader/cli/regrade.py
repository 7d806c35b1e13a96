"""`labgrader regrade`: after a grader was changed, everyone's new score, without running student code."""

from __future__ import annotations

import sys
from pathlib import Path
from time import perf_counter

import click
from rich.console import Console
from rich.table import Column, Table

from labgrader.cli.scores import Scores
from labgrader.cli.text import by_reason, shown
from labgrader.course import Course
from labgrader.lab import CourseError, Lab
from labgrader.pipeline import workers
from labgrader.pipeline.classroom import Classroom
from labgrader.pipeline.regrade import Regraded, regrade
from labgrader.plaintext import quoted


@click.command("regrade")
@click.argument("name", metavar="LAB")
@click.pass_obj
def command(root: Path, name: str) -> None:
    """Grade LAB again from the evidence that is kept, after a grader was changed, and print what changed for whom.

    No student code is run. Grades and comments given by hand stay as they are.
    """
    console = Console(file=sys.stdout, highlight=False)
    course = Course(Lab(root, name))
    classroom = Classroom(course)
    began = perf_counter()
    with classroom.alone():
        if not course.students():
            raise CourseError(f"No submission of {name} in {course.submitted}. Collect and grade them first.")
        before = Scores.read(course, course.students())
        with workers.local() as (executor, _):
            found = regrade(classroom, executor)
    seconds = perf_counter() - began
    if found.changed:
        console.print(_table(classroom.lab, found, before, Scores.read(course, found.changed)))
    waiting = {s: r.unchecked for s, r in found.after.items() if r.unchecked} | found.errors
    faults = [*classroom.faults.told(), *course.refused()]
    for line in (*map(shown, faults), *by_reason(waiting)):
        console.print(line, soft_wrap=True)
    if found.without:
        console.print(f"No evidence is kept of {', '.join(map(quoted, found.without))}: run `labgrader grade {name}`.")
    console.print(f"{len(found.after)} regraded in {seconds:.1f} s, {len(found.changed)} with another verdict.")
    if waiting or found.without or faults:
        raise SystemExit(1)


def _table(lab: Lab, found: Regraded, before: Scores, after: Scores) -> Table:
    table = Table(Column("student", no_wrap=True), *after.columns(), "likeliest mistake", title=lab.name)
    for student in found.changed:
        changes = map(_change, before.of(student), after.of(student))
        table.add_row(shown(quoted(student)), *changes, shown(found.after[student].mistake or ""))
    return table


def _change(before: str, after: str) -> str:
    return after if before == after else f"{before} → {after}"

"""`labgrader grade`: nbgrader's steps for a class, with what nbgrader cannot see put right before."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn
from rich.table import Column, Table

from labgrader.cli.scores import Scores
from labgrader.cli.text import by_reason, shown
from labgrader.course import Course, StudentResult
from labgrader.lab import Lab
from labgrader.pipeline import workers
from labgrader.pipeline.classroom import Classroom
from labgrader.plaintext import few, plain, quoted
from labgrader.student_ids import student_id_problem

MOST_REMARKS = 3  # on one submission, in the table


@click.command("grade")
@click.argument("name", metavar="LAB")
@click.option("--student", "students", metavar="ID", multiple=True, help="Grade this student only (may be repeated).")
@click.option("--force", is_flag=True, help="Run again what has been run, and grade again what has been graded.")
@click.option("--scheduler", metavar="ADDRESS", help="Run the notebooks on the workers of this Dask scheduler.")
@click.pass_obj
def command(root: Path, name: str, students: tuple[str, ...], force: bool, scheduler: str | None) -> None:
    """Grade every submission of LAB, write the feedback, and print who earned what.

    What has been graded and has not changed is left as it is; so an interrupted grading goes on where it stopped.
    """
    console = Console(file=sys.stdout)  # graders' prints are caught elsewhere, while it is drawing
    course = Course(Lab(root, name))
    classroom = Classroom(course)
    with classroom.alone():
        course.ensure_assignment()
        chosen, refused = _chosen(course, students)
        todo = chosen if force else classroom.unfinished(chosen)
        faults = [*classroom.faults.told()] if todo else []
        results = _run(console, classroom, todo, scheduler, fresh=force)
        results |= {s: StudentResult(s, course.report(s)) for s in chosen if s not in results}
    ordered = [results[student] for student in chosen]
    console.print(_table(course.lab, ordered, Scores.read(course, chosen)))
    waiting = [r for r in ordered if r.report is None or r.report.unchecked]
    reasons = {r.student: r.error or (r.report.unchecked if r.report else "no report") for r in waiting}
    for line in (*map(shown, faults), *map(shown, refused), *by_reason(reasons)):
        console.print(line, highlight=False, soft_wrap=True)
    console.print(_summary(classroom, len(todo), len(chosen)), highlight=False)
    console.print(
        f"Feedback: {os.path.relpath(course.feedback_page('*'), Path.cwd())}", highlight=False, soft_wrap=True
    )
    if waiting or faults or refused:
        raise SystemExit(1)


def _chosen(course: Course, students: tuple[str, ...]) -> tuple[list[str], list[str]]:
    """Who is to be graded, and why others are not."""
    found = course.students()
    refused = [*filter(None, map(student_id_problem, students))] if students else course.refused()
    unknown = sorted({s for s in students if not student_id_problem(s)} - set(found))
    if unknown:
        names = ", ".join(map(quoted, unknown))
        raise click.ClickException(f"{names}: no submission of {course.lab.name} in {course.submitted}.")
    chosen = [s for s in found if not students or s in students]
    if not chosen and refused:
        raise click.ClickException("\n".join(refused))
    if not chosen:
        raise click.ClickException(f"No submission of {course.lab.name} in {course.submitted}. Collect them first.")
    return chosen, refused


def _run(
    console: Console, classroom: Classroom, students: list[str], scheduler: str | None, *, fresh: bool
) -> dict[str, StudentResult]:
    columns = (TextColumn("Grading"), BarColumn(), MofNCompleteColumn(), TextColumn("{task.fields[rate]}"))
    columns += (TimeElapsedColumn(), TimeRemainingColumn())
    results = {}
    with Progress(*columns, console=console) as progress:
        task = progress.add_task("", total=len(students), rate="")
        if students:
            with workers.dask(scheduler) if scheduler else workers.local() as (executor, execute):
                for result in classroom.grade(students, executor, fresh=fresh, execute=execute):
                    results[result.student] = result
                    rate = f"{len(results) / max(classroom.times.total, 1e-9):.1f}/s"
                    progress.update(task, advance=1, rate=rate)
    return results


def _summary(classroom: Classroom, done: int, total: int) -> str:
    """Submissions, seconds, and where the time went, in a line."""
    times = classroom.times
    unchanged = f"{total - done} unchanged" if total > done else ""
    if not done:
        return f"Nothing to grade: {unchanged}."
    shares = (("waiting for workers", times.waiting), ("writing", times.recording))
    spent = ", ".join(f"{seconds:.1f} s {what}" for what, seconds in shares)
    graded = f"{done} graded" + (f" ({unchanged})" if unchanged else "")
    return f"{graded} in {times.total:.1f} s: {spent}."


def _table(lab: Lab, results: list[StudentResult], scores: Scores) -> Table:
    table = Table(Column("student", no_wrap=True), *scores.columns(), "likeliest mistake", title=lab.name)
    for result in results:
        report = result.report
        said = [report.mistake, *few([plain(r) for r in report.remarks], MOST_REMARKS)] if report else [result.error]
        table.add_row(shown(quoted(result.student)), *scores.of(result.student), shown("; ".join(filter(None, said))))
    return table

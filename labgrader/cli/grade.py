"""`labgrader grade`: nbgrader's steps for a class, with what nbgrader cannot see put right before."""

from __future__ import annotations

import os
from pathlib import Path

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn
from rich.table import Column, Table

from labgrader.cli.text import shown
from labgrader.course import Course, StudentResult
from labgrader.lab import Lab


@click.command()
@click.argument("name", metavar="LAB")
@click.option("--student", "students", metavar="ID", multiple=True, help="Grade this student only (may be repeated).")
@click.option("--force", is_flag=True, help="Grade again what has been graded.")
@click.pass_obj
def grade(root: Path, name: str, students: tuple[str, ...], force: bool) -> None:
    """Grade every submission of LAB, write the feedback, and print who earned what."""
    console = Console()
    course = Course(Lab(root, name))
    course.ensure_assignment()
    found = course.students()
    unknown = sorted(set(students) - set(found))
    if unknown:
        raise click.ClickException(f"{', '.join(unknown)}: no submission of {name} in {course.submitted}.")
    chosen = [s for s in found if not students or s in students]
    if not chosen:
        raise click.ClickException(f"No submission of {name} in {course.submitted}. Collect them first.")
    columns = (TextColumn("Grading"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console) as progress:
        results = [course.grade(student, force=force) for student in progress.track(chosen)]
    console.print(_table(course.lab, results))
    waiting = [r for r in results if r.report is None or r.report.unchecked]
    for result in waiting:
        why = result.error or (result.report.unchecked if result.report else "no report")
        console.print(shown(f"{result.student} could not be checked: {why}"), highlight=False)
    course.generate_feedback()
    console.print(
        f"Feedback: {os.path.relpath(course.feedback_page('*'), Path.cwd())}", highlight=False, soft_wrap=True
    )
    if waiting:
        raise SystemExit(1)


def _table(lab: Lab, results: list[StudentResult]) -> Table:
    table = Table(Column("student", no_wrap=True), *lab.points, "points", "likeliest mistake", title=lab.name)
    for result in results:
        report = result.report
        verdicts = report.verdicts if report else {}
        scores = [verdicts[g].score if g in verdicts else None for g in lab.points]
        total = report.score if report else None
        remark = "; ".join(filter(None, [report.mistake, *report.remarks])) if report else result.error
        table.add_row(shown(result.student), *map(_points, scores), _points(total), shown(remark))
    return table


def _points(score: float | None) -> str:
    return "not checked" if score is None else f"{score:g}"

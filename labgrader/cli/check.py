"""`labgrader check`: the three laws of every lab."""

from __future__ import annotations

from pathlib import Path

import click
from rich.console import Console
from rich.table import Column, Table

from labgrader import corpus
from labgrader.cli.text import shown
from labgrader.course import Course
from labgrader.lab import Lab, lab_names
from labgrader.laws import Expected, grade_all, judge, reference, release
from labgrader.pipeline.classroom import Classroom
from labgrader.release import problems
from labgrader.report import Report


@click.command("check")
@click.argument("names", metavar="[LAB]...", nargs=-1)
@click.option("--only", metavar="TEXT", default="", help="Check only answers whose name contains TEXT.")
@click.pass_obj
def command(root: Path, names: tuple[str, ...], only: str) -> None:
    """Check the three laws of each LAB (of all, by default).

    The reference solution earns every point; the untouched release earns none; each answer of
    tests/submissions/LAB/ earns exactly the points, and is told the mistake, that it says. Without --only, the
    reference is tried on every set of unseen data, and the release is compared with its source.
    """
    console = Console()
    broken = tried = 0
    for name in names or lab_names(root) or ("",):  # no lab is an error, in the words of one that is unknown
        lab = Lab(root, name)
        expected = [reference(lab), release(lab), *(Expected.of(lab, answer) for answer in corpus.answers(lab))]
        expected = [e for e in expected if only in e.name]
        if not expected:
            continue
        tried += len(expected)
        reports = grade_all(lab, expected, console)
        broken += _print(console, lab, expected, reports)
        if not only:
            course = Course(lab)
            faults = [*problems(lab, course.api.config), *Classroom(course).faults.told()]
            for line in faults:
                console.print(shown(line), highlight=False, soft_wrap=True)
            broken += len(faults)
    if not tried:
        raise click.ClickException(f"No answer has {only!r} in its name: without --only, all are listed.")
    if broken:
        raise SystemExit(1)


def _print(console: Console, lab: Lab, expected: list[Expected], reports: dict[str, Report]) -> int:
    """Print the table of one lab; returns how many answers broke their law."""
    table = Table(
        Column("answer", no_wrap=True), *lab.points, Column("mistake named", max_width=30), "", title=lab.name
    )
    problems = {}
    for item in expected:
        report = reports[item.name]
        problem = judge(item, report)
        if problem:
            problems[item.name] = problem
        scores = ("-" if v.score is None else f"{v.score:g}" for v in report.verdicts.values())
        table.add_row(item.name, *scores, shown(report.mistake or ""), "[red]not ok[/red]" if problem else "ok")
    console.print(table)
    for name, problem in problems.items():
        console.print(f"[red]{name}[/red]: {problem}", highlight=False, soft_wrap=True)
    console.print(f"{len(expected) - len(problems)} of {len(expected)} as expected.")
    return len(problems)

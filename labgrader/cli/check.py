"""`labgrader check`: the three laws of every lab."""

from __future__ import annotations

import os
import zlib
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import click
from rich.console import Console
from rich.progress import track
from rich.table import Column, Table

from labgrader import corpus, runner, structure
from labgrader.cli.text import shown
from labgrader.course import course_config
from labgrader.grading import grade
from labgrader.kernels import warm_kernels
from labgrader.lab import Lab, lab_names
from labgrader.laws import Expected, judge, reference, release
from labgrader.prove.runs import PATIENT
from labgrader.report import Report
from labgrader.runner import Result
from labgrader.sandbox import Sandbox


@click.command(short_help="Check each lab against its known answers.")
@click.argument("names", metavar="[LAB]...", nargs=-1)
@click.option("--only", metavar="TEXT", default="", help="Check only answers whose name contains TEXT.")
@click.pass_obj
def check(root: Path, names: tuple[str, ...], only: str) -> None:
    """Check the three laws of each LAB (of all, by default).

    The reference solution earns every point; the untouched release earns none; each answer of
    tests/submissions/LAB/ earns exactly the points, and is told the mistake, that it says.
    """
    console = Console()
    broken = 0
    for name in names or lab_names(root) or ("",):  # no lab is an error, in the words of one that is unknown
        lab = Lab(root, name)
        expected = [reference(lab), release(lab), *(Expected.of(lab, answer) for answer in corpus.answers(lab))]
        expected = [e for e in expected if only in e.name]
        reports = grade_all(lab, expected, console)
        broken += _print(console, lab, expected, reports)
    if broken:
        raise SystemExit(1)


def grade_all(lab: Lab, expected: list[Expected], console: Console | None = None) -> dict[str, Report]:
    """Run and grade each of the expected submissions; reports by name."""
    records = {name: result.record for name, result in run_all_of(lab, expected, console).items()}
    verdicts = grade(lab, records)
    return {name: Report(lab=lab.name, student=name, verdicts=verdicts[name]) for name in records}


def run_all_of(
    lab: Lab, expected: list[Expected], console: Console | None = None, *, draw: bool = False
) -> dict[str, Result]:
    """Run each of the expected submissions; what it led to, by name."""
    kernels = warm_kernels(Sandbox(config=course_config(lab.root)).confinement(lab.root))

    def result(item: Expected):
        notebook = item.notebook()
        structure.repair(notebook, lab.source)
        # By its name, not by the course secret: a check says the same on every machine.
        number = zlib.crc32(item.name.encode()) % len(lab.unseen.sets)
        job = runner.job_for(lab, notebook, lab.files, limits=PATIENT, render=draw, unseen_set=number)
        return item.name, runner.run(job, kernels)

    with ThreadPoolExecutor(max_workers=max(1, (os.cpu_count() or 2) // 2)) as pool:
        runs = pool.map(result, expected)
        results = dict(track(runs, f"Running {lab.name}", total=len(expected), console=console, disable=not console))
    kernels.close()  # with the processes that have run this lab's given cells
    return results


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

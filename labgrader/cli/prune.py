"""`labgrader prune`: removes kept results that nothing refers to any more."""

from __future__ import annotations

from pathlib import Path

import click

from labgrader.course import Course
from labgrader.kept import Kept
from labgrader.lab import Lab, lab_names
from labgrader.lock import alone


@click.command("prune")
@click.argument("names", metavar="[LAB]...", nargs=-1)
@click.pass_obj
def command(root: Path, names: tuple[str, ...]) -> None:
    """Remove what is kept of submissions that were handed in again, or run by an older version.

    What the newest grading of each submission was judged by stays, so `labgrader regrade` goes on working. Refused
    while somebody is grading.
    """
    with alone(root):
        for name in names or lab_names(root):
            course = Course(Lab(root, name))
            kept, reports = Kept(course.lab), map(course.report, course.students())
            gone = kept.prune({report.evidence for report in reports if report is not None})
            click.echo(f"{name}: {len(gone)} results removed, {sum(gone.values()) / 1e6:.1f} MB.")

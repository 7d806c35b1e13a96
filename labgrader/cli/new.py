"""`labgrader new`: a lab to start from."""

from __future__ import annotations

import os
from pathlib import Path

import click

from labgrader.course import Course
from labgrader.lab import Lab
from labgrader.lock import alone
from labgrader.newlab import write_lab


@click.command("new")
@click.argument("name", metavar="LAB")
@click.pass_obj
def command(root: Path, name: str) -> None:
    """Write a small, complete lab called LAB: a notebook, a grader, unseen data, and right and wrong answers.

    It is released, too, so that `labgrader check LAB` passes at once; then make it yours: see docs/add-a-lab.md.
    Nothing is overwritten.
    """
    written = write_lab(root, name)
    lab = Lab(root, name)
    with alone(root):
        Course(lab).ensure_assignment()
    for path in (*written, lab.release_path):
        click.echo(f"  {os.path.relpath(path, root)}")
    click.echo(f"Written. Now run `labgrader check {name}`.")

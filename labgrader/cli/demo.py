"""`labgrader demo`: a class of the corpus's answers, graded in a course of its own."""

from __future__ import annotations

import shutil
import zlib
from itertools import chain, zip_longest
from pathlib import Path

import click
import nbformat
from rich.console import Console

from labgrader import corpus
from labgrader.cli.grade import command as grade
from labgrader.lab import Lab

NAMES = "ada alan barbara claude edsger emmy grace hedy katherine linus mary radia sofya tim".split()


@click.command("demo")
@click.argument("name", metavar="LAB")
@click.option("--into", type=click.Path(path_type=Path), default=Path("build/demo"), help="The demo course's folder.")
@click.pass_context
def command(ctx: click.Context, name: str, into: Path) -> None:
    """Release LAB, let a class hand in answers of the corpus, grade them, and write their feedback."""
    console = Console()
    lab = Lab(ctx.obj, name)
    marker = into / ".labgrader-demo"
    if into.exists() and not marker.exists():
        raise click.ClickException(f"{into} exists and is no demo course. Choose another folder with --into.")
    shutil.rmtree(into, ignore_errors=True)
    into.mkdir(parents=True)
    marker.touch()
    for part in ("source", "graders"):
        shutil.copytree(lab.root / part, into / part, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(lab.root / "nbgrader_config.py", into)
    shutil.copytree(lab.release_path.parent, into / "release" / name)
    hand_in(lab, into, console)
    ctx.obj = into.resolve()
    ctx.invoke(grade, name=name)
    pages = [page for page in sorted((into / "feedback").glob(f"*/{name}/{name}.html"))]
    console.print("\nOpen the feedback of each student in a browser:")
    for page in pages:
        console.print(f"  {page}", highlight=False, soft_wrap=True)


def hand_in(lab: Lab, into: Path, console: Console) -> None:
    """Write a class's submissions: answers that are right and answers that are wrong, in turn.

    Drawn by their names, so that an answer more hardly changes who hands in what.
    """
    answers = sorted(corpus.answers(lab), key=lambda answer: zlib.crc32(answer.name.encode()))
    right = [a for a in answers if a.name.startswith("right/")]
    wrong = [a for a in answers if a.name.startswith("wrong/")]
    mixed = [a for a in chain(*zip_longest(right, wrong)) if a is not None]
    for student, answer in zip(NAMES, mixed, strict=False):
        folder = into / "submitted" / student / lab.name
        folder.mkdir(parents=True)
        nbformat.write(answer.notebook(lab), folder / f"{lab.name}.ipynb")
        console.print(f"{student} hands in {answer.name}: {answer.summary}", highlight=False)

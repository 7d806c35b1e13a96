"""`labgrader report`: how a lab went, as a page for the instructor."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from labgrader.classreport import read_class, render, summarise
from labgrader.classreport.people import with_names, without_names
from labgrader.course import Course
from labgrader.lab import CourseError, Lab
from labgrader.whole import write


@click.command("report")
@click.argument("name", metavar="LAB")
@click.option(
    "--to",
    "file",
    type=click.Path(dir_okay=False, path_type=Path),
    help="The page to write. LAB_report.html by default.",
)
@click.option("--anonymous", is_flag=True, help="Hide names, also in the code of examples.")
@click.pass_obj
def command(root: Path, name: str, file: Path | None, anonymous: bool) -> None:
    """Write a page that shows how LAB went in a class that has been graded.

    It holds the distribution of points, the share that passed each question and sentence, the mistakes with an
    example each, what could not be checked, and who may need help. It is one file, and readable by you alone.
    """
    course = Course(Lab(root, name))
    found = read_class(course)
    names = (without_names if anonymous else with_names)(found.people)
    file = file or Path(f"{name}_report.html")
    page = render(summarise(found, names), anonymous=anonymous, when=datetime.now())
    try:
        write(file, page)
    except OSError as error:
        raise CourseError(f"{file} cannot be written ({error.strerror}). Choose another place with --to.") from error
    refused = course.refused()
    for problem in refused:
        click.echo(problem)
    click.echo(f"The report of {len(found.submissions)} submissions: {file}")
    if refused:
        raise SystemExit(1)

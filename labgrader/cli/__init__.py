"""The command line: one file a command."""

from __future__ import annotations

import errno
from pathlib import Path

import click

from labgrader.lab import CourseError

FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)  # what writing to a full disk, or above a quota, raises


class Course(click.Group):
    """Turns an error of the course into a message instead of a traceback."""

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except CourseError as error:
            raise click.ClickException(str(error)) from error
        except OSError as error:
            if error.errno not in FULL:
                raise
            raise click.ClickException(f"{error}. Make room, and run it again: it goes on where it stopped.") from error


@click.group(cls=Course, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--course",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=".",
    help="The course folder: the one with source/ and graders/. The current folder by default.",
)
@click.version_option(package_name="labgrader")
@click.pass_context
def main(ctx: click.Context, course: Path) -> None:
    """Grade nbgrader labs that untrusted students hand in."""
    ctx.obj = course.resolve()


def _add_commands() -> None:
    from labgrader.cli.attacks import attacks
    from labgrader.cli.check import check
    from labgrader.cli.collect import collect
    from labgrader.cli.demo import demo
    from labgrader.cli.doctor import doctor
    from labgrader.cli.grade import grade
    from labgrader.cli.new import new
    from labgrader.cli.regrade import regrade_command
    from labgrader.cli.report import report
    from labgrader.cli.serve import serve

    for command in (new, check, collect, grade, regrade_command, report, serve, demo, doctor, attacks):
        main.add_command(command)


_add_commands()

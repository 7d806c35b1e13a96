"""The command line: one file a command."""

from __future__ import annotations

from pathlib import Path

import click

from labgrader.cli.errors import told


class Course(click.Group):
    """Turns an error into a message instead of a traceback, unless the traceback is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The commands, in the order in which one needs them."""
        return list(self.commands)

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except (click.ClickException, click.exceptions.Exit, click.Abort):
            raise
        except Exception as error:
            if ctx.params["debug"]:
                raise
            raise click.ClickException(told(error)) from error


@click.group(cls=Course, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--course",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=".",
    help="The course folder: the one with source/ and graders/. The current folder by default.",
)
@click.option("--debug", is_flag=True, help="Show the traceback of an error.")
@click.version_option(package_name="labgrader")
@click.pass_context
def main(ctx: click.Context, course: Path, debug: bool) -> None:
    """Grade nbgrader labs that untrusted students hand in.

    `labgrader COMMAND --help` says more of each command. A command ends with 0 when all is well, with 1 when it could
    not do its work or you should look at something that it names, and with 2 when it was typed wrongly.
    """
    ctx.obj = course.resolve()


def _add_commands() -> None:
    from labgrader.cli.attacks import attacks
    from labgrader.cli.check import check
    from labgrader.cli.collect import collect
    from labgrader.cli.demo import demo
    from labgrader.cli.doctor import doctor
    from labgrader.cli.grade import grade
    from labgrader.cli.new import new
    from labgrader.cli.prove import prove
    from labgrader.cli.regrade import regrade_command
    from labgrader.cli.report import report
    from labgrader.cli.serve import serve

    for command in (new, check, prove, collect, grade, regrade_command, report, serve, demo, doctor, attacks):
        main.add_command(command)


_add_commands()

"""The command line: one file a command."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

import click

# In the order in which one needs them: a command's name, and what it does in a few words. `labgrader/cli/<name>.py` has
# it, and is imported when it is asked for: what most of them need takes seconds to import.
COMMANDS = {
    "new": "Write a small, complete lab to start from.",
    "check": "Check each lab against its known answers.",
    "prove": "Count how often the graders of a lab are wrong.",
    "collect": "Collect what students handed in.",
    "grade": "Grade a class, and write the feedback.",
    "regrade": "Grade again after a grader was changed.",
    "report": "Write a page of how the class did.",
    "serve": "Grade submissions as they arrive.",
    "coursepage": "Serve the course page of a hub.",
    "prune": "Remove kept results that are not needed.",
    "demo": "Grade a class of known answers.",
    "doctor": "Try what confines student code here.",
    "attacks": "Hand in hostile work, to see what it gets.",
}


class Course(click.Group):
    """Imports a command when it is asked for, and turns an error into a message, unless the traceback is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of the commands."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """A command; None when there is none of that name."""
        return import_module(f"{__name__}.{cmd_name}").command if cmd_name in COMMANDS else None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands without importing any."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except (click.ClickException, click.exceptions.Exit, click.Abort):
            raise
        except Exception as error:
            if ctx.params["debug"]:
                raise
            from labgrader.cli.errors import told

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

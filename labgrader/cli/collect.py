"""`labgrader collect`: takes over what students handed in, and says what an instructor should look at."""

from __future__ import annotations

from pathlib import Path

import click
from rich.console import Console
from rich.table import Table

from labgrader.cli.text import shown
from labgrader.course import Course
from labgrader.lab import Lab
from labgrader.plaintext import few, quoted
from labgrader.seam.collect import MOST_LOGGED


@click.command("collect")
@click.argument("name", metavar="LAB")
@click.option("--update", is_flag=True, help="Replace what was collected by newer submissions.")
@click.option("--before-duedate", is_flag=True, help="Prefer what came before the due date.")
@click.pass_obj
def command(root: Path, name: str, update: bool, before_duedate: bool) -> None:
    """Collect the submissions of LAB from the exchange.

    The same as `nbgrader collect LAB` and the formgrader's Collect, which are guarded, too; and a table at the end.
    """
    collected = Course(Lab(root, name)).collect(update=update, before_duedate=before_duedate)
    table = Table("student", "outcome", "look at this", title=name)
    for result in collected:
        table.add_row(shown(quoted(result.student)), result.outcome, shown("\n".join(few(result.remarks, MOST_LOGGED))))
    console = Console(highlight=False)
    console.print(table)
    refused = sum(result.outcome in ("not taken", "nothing taken") for result in collected)
    console.print(f"{len(collected) - refused} of {len(collected)} students have a submission.")
    if refused:
        raise SystemExit(1)

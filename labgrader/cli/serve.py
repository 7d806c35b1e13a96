"""`labgrader serve`: grades each submission as it arrives in the exchange, until it is stopped."""

from __future__ import annotations

import logging
import signal
import sys
from pathlib import Path

import click
from rich.console import Console
from rich.table import Table

from labgrader.cli.text import by_reason, shown
from labgrader.onsubmit.status import Status, Watch


@click.command("serve")
@click.argument("names", metavar="[LAB]...", nargs=-1)
@click.option("--once", is_flag=True, help="Grade what is there, and end.")
@click.option("--status", is_flag=True, help="Print what there is to do, grade nothing, and end.")
@click.option("--json", "as_json", is_flag=True, help="Print the counts of --status as JSON.")
@click.option(
    "--publish",
    metavar="FOLDER",
    type=click.Path(file_okay=False, path_type=Path),
    help="Keep what `labgrader coursepage` shows up to date there.",
)
@click.pass_obj
def command(root: Path, names: tuple[str, ...], once: bool, status: bool, as_json: bool, publish: Path | None) -> None:
    """Grade each submission of LAB (of all labs, by default) seconds after it is handed in, and release its feedback.

    Limits are set in nbgrader_config.py, with `c.OnSubmit`: see `hub/README.md`.
    """
    if status or as_json:
        watch = Watch(root, names)
        found = watch.read()
        click.echo(found.model_dump_json(indent=1)) if as_json else _show(watch, found)
    else:
        _serve(root, names, once, publish)


def _serve(root: Path, names: tuple[str, ...], once: bool, publish: Path | None) -> None:
    from labgrader.onsubmit.service import Service  # with all that grades, which the status does without

    handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter("%(asctime)s %(message)s", "%H:%M:%S"))
    handler.addFilter(_is_ours_or_a_warning)
    logging.basicConfig(level=logging.INFO, handlers=[handler], force=True)
    service = Service(root, names, publish)

    def end(*_: object) -> None:
        service.stop()
        if not service.working:
            sys.exit()

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, end)
    service.run(once=once)


def _show(watch: Watch, found: Status) -> None:
    console, counts = Console(highlight=False, soft_wrap=True), found.total
    serving = f"Process {found.serving} grades on submit" if found.serving else "No process grades on submit"
    console.print(f"{serving}; the course is {'held by ' if found.holder else 'free'}", shown(found.holder), sep="")
    table = Table("lab", "queue", "oldest wait", "to be released", "not checked", "arriving", "answered", "a minute")
    for name, lab in [*found.labs.items(), *([("together", counts)] if len(found.labs) > 1 else [])]:
        numbers = (lab.unreleased, lab.unchecked, lab.arriving, lab.answered, lab.last_minute)
        table.add_row(name, str(lab.waiting), f"{lab.oldest:.0f} s", *map(str, numbers))
    console.print(table)
    for name, why in watch.unchecked().items():
        for line in by_reason(why):
            console.print(f"{name}: ", line, sep="")
    if counts.refused:
        console.print(f"{counts.refused} in the exchange cannot be taken: `labgrader collect LAB` says which, and why.")


def _is_ours_or_a_warning(record: logging.LogRecord) -> bool:
    """nbgrader tells of every file that it reads."""
    return record.name.startswith("labgrader") or record.levelno >= logging.WARNING

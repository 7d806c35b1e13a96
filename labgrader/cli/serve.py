"""`labgrader serve`: grades each submission as it arrives in the exchange, until it is stopped."""

from __future__ import annotations

import logging
import signal
import sys
from pathlib import Path

import click

from labgrader.onsubmit.service import Service


@click.command("serve")
@click.argument("names", metavar="[LAB]...", nargs=-1)
@click.option("--once", is_flag=True, help="Grade what is there, and end.")
@click.pass_obj
def command(root: Path, names: tuple[str, ...], once: bool) -> None:
    """Grade each submission of LAB (of all labs, by default) seconds after it is handed in, and release its feedback.

    Limits are set in nbgrader_config.py, with `c.OnSubmit`: see `hub/README.md`.
    """
    handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter("%(asctime)s %(message)s", "%H:%M:%S"))
    handler.addFilter(_is_ours_or_a_warning)
    logging.basicConfig(level=logging.INFO, handlers=[handler], force=True)
    service = Service(root, names)

    def end(*_: object) -> None:
        service.stop()
        if not service.working:
            sys.exit()

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, end)
    service.run(once=once)


def _is_ours_or_a_warning(record: logging.LogRecord) -> bool:
    """nbgrader tells of every file that it reads."""
    return record.name.startswith("labgrader") or record.levelno >= logging.WARNING

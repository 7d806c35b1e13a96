"""`labgrader coursepage`: the page on which students find their feedback, as a service of a hub."""

from __future__ import annotations

import logging
import os
from pathlib import Path

import click


@click.command("coursepage")
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
def command(folder: Path) -> None:
    """Serve what `labgrader serve --publish FOLDER` keeps up to date, to the students of a hub.

    The hub starts it: see `hub/README.md`. It reads that folder, and nothing of the course.
    """
    if "JUPYTERHUB_SERVICE_PREFIX" not in os.environ:
        raise click.ClickException("A hub starts this, as one of its services: `hub/README.md` says how.")
    from labgrader.coursepage.app import serve  # it needs the hub's libraries, which a course alone does without

    logging.basicConfig(level=logging.WARNING, format="%(asctime)s coursepage: %(message)s")
    serve(folder.resolve())

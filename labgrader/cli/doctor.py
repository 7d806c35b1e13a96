"""`labgrader doctor`: what the sandbox gives on this machine, each promise tried from inside."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import click
from rich.console import Console
from rich.table import Table

from labgrader import trial
from labgrader.course import course_config
from labgrader.kernels import KernelStartError, WarmKernels
from labgrader.promises import Surroundings, limits, promises, surroundings
from labgrader.sandbox import MB, Sandbox

GRADER_MB = 150  # that the grading process may grow by, whatever kernels send


@click.command("doctor")
@click.option("--mode", type=click.Choice(["auto", "root", "user", "landlock"]), help="Try this mode of the sandbox.")
@click.option("--fast", is_flag=True, help="Leave out the limits, which take most of the time.")
@click.option("--json", "as_json", is_flag=True, help="Print the outcomes as JSON.")
@click.pass_obj
def command(root: Path, mode: str | None, fast: bool, as_json: bool) -> None:
    """Print how student code is confined on this machine, and try to break every promise from inside."""
    settings = Sandbox(config=course_config(root)).confinement(root)
    if mode is not None:
        settings = replace(settings, mode=mode)
    with surroundings() as around:
        kernels = WarmKernels(replace(settings, protected=(*settings.protected, str(around.course))))
        try:
            found = _try(kernels, around, fast=fast)
        except (KernelStartError, trial.UnsandboxedError) as error:
            raise click.ClickException(str(error)) from error
        finally:
            kernels.server.close()
    broken = sum(not held for part in ("promises", "limits") for _, _, _, held in found[part])
    if as_json:
        click.echo(json.dumps(found))
    else:
        _show(found)
    if broken:
        raise click.ClickException(f"{broken} promises do not hold. Do not grade untrusted work on this machine.")
    if not as_json:
        click.echo("Every promise holds.")


def _try(kernels: WarmKernels, around: Surroundings, *, fast: bool) -> dict:
    """How kernels are confined; of each promise and limit its name, what was tried, what happened, and if it holds."""
    found = {"line": kernels.server.describe(), "limits": []}
    outcomes = trial.try_promises(kernels, around, promises(around))
    found["promises"] = [(one.name, one.tried, text, held) for one, text, held in outcomes]
    if not fast:
        before = trial.memory_of_this_process()
        outcomes = trial.try_limits(kernels, limits(kernels.confinement))
        grown = (trial.memory_of_this_process() - before) // MB
        found["limits"] = [(one.name, one.tried, text, held) for one, text, held in outcomes]
        row = ("the grader's memory", "all of the above", f"it grew by {grown} MB", grown < GRADER_MB)
        found["limits"].append(row)
    return found


def _show(found: dict) -> None:
    console = Console(highlight=False)
    console.print(found["line"], soft_wrap=True)
    for part, heading, title in (
        ("promises", "what happened", "What student code cannot do"),
        ("limits", "what the student is told", "What student code cannot use up"),
    ):
        table = Table(part.removesuffix("s"), "tried from inside", heading, "", title=title)
        for name, tried, text, held in found[part]:
            table.add_row(name, tried, text, "holds" if held else "[red]BROKEN[/red]")
        if found[part]:
            console.print(table)

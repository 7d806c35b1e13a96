"""`labgrader doctor`: what the sandbox gives on this machine, each promise tried from inside."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import click
from rich.console import Console
from rich.table import Table

from labgrader import trial
from labgrader.course import course_config
from labgrader.kernels import KernelStartError, WarmKernels
from labgrader.promises import limits, promises, surroundings
from labgrader.sandbox import MB, Sandbox

GRADER_MB = 150  # that the grading process may grow by, whatever kernels send


@click.command(short_help="Try what confines student code here.")
@click.option("--mode", type=click.Choice(["auto", "root", "user", "landlock"]), help="Try this mode of the sandbox.")
@click.option("--fast", is_flag=True, help="Leave out the limits, which take most of the time.")
@click.pass_obj
def doctor(root: Path, mode: str | None, fast: bool) -> None:
    """Print how student code is confined on this machine, and try to break every promise from inside."""
    console = Console(highlight=False)
    settings = Sandbox(config=course_config(root)).confinement(root)
    if mode is not None:
        settings = replace(settings, mode=mode)
    with surroundings() as around:
        kernels = WarmKernels(replace(settings, protected=(*settings.protected, str(around.course))))
        try:
            console.print(kernels.server.describe(), soft_wrap=True)
            broken = _promises(console, kernels, around)
            broken += 0 if fast else _limits(console, kernels)
        except (KernelStartError, trial.UnsandboxedError) as error:
            raise click.ClickException(str(error)) from error
        finally:
            kernels.server.close()
    if broken:
        raise click.ClickException(f"{broken} promises do not hold. Do not grade untrusted work on this machine.")
    console.print("Every promise holds.")


def _promises(console: Console, kernels: WarmKernels, around) -> int:
    table = Table("promise", "tried from inside", "what happened", "", title="What student code cannot do")
    outcomes = trial.try_promises(kernels, around, promises(around))
    for promise, text, held in outcomes:
        table.add_row(promise.name, promise.tried, text, _mark(held))
    console.print(table)
    return sum(not held for _, _, held in outcomes)


def _limits(console: Console, kernels: WarmKernels) -> int:
    table = Table("limit", "tried from inside", "what the student is told", "", title="What student code cannot use up")
    broken, before = 0, trial.memory_of_this_process()
    for limit in limits(kernels.confinement):
        text, held = trial.try_limit(kernels, limit)
        table.add_row(limit.name, limit.tried, text, _mark(held))
        broken += not held
    grown = (trial.memory_of_this_process() - before) // MB
    table.add_row("the grader's memory", "all of the above", f"it grew by {grown} MB", _mark(grown < GRADER_MB))
    console.print(table)
    return broken + (grown >= GRADER_MB)


def _mark(held: bool) -> str:
    return "holds" if held else "[red]BROKEN[/red]"

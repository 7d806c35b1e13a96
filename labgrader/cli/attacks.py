"""`labgrader attacks`: every hostile submission of the corpus, tried on a copy of the course."""

from __future__ import annotations

import json
from pathlib import Path

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Column, Table
from rich.text import Text

from labgrader.attacks.hostile import Attack, read_corpus
from labgrader.attacks.judge import Outcome
from labgrader.attacks.run import NEIGHBOURS, Tried, try_all
from labgrader.cli.text import shown
from labgrader.trial import UnsandboxedError


@click.command("attacks")
@click.option("--mode", type=click.Choice(["root", "user", "landlock"]), help="Try this mode of the sandbox.")
@click.option("--only", metavar="TEXT", multiple=True, help="Only attacks whose name contains TEXT (may be repeated).")
@click.option("--corpus", "folder", type=click.Path(path_type=Path), help="Where the attacks are.")
@click.option("--json", "file", type=click.Path(path_type=Path), help="Write the outcomes to a file, too.")
@click.pass_obj
def command(root: Path, mode: str | None, only: tuple[str, ...], folder: Path | None, file: Path | None) -> None:
    """Hand in hostile submissions to a copy of the course, grade them, and print what each of them got."""
    console = Console(highlight=False)
    hostile = read_corpus(folder or root / "tests" / "submissions" / "hostile")
    chosen = [a for a in hostile.attacks if not only or any(text in a.name for text in only)]
    if not chosen:
        raise click.ClickException("No attack has such a name.")
    columns = (TextColumn("Attacking"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console) as progress:
        task = progress.add_task("", total=len(chosen) + len(NEIGHBOURS))
        try:
            tried = try_all(root, hostile, chosen, mode, lambda done: progress.update(task, completed=done))
        except UnsandboxedError as error:
            raise click.ClickException(str(error)) from error
    console.print(tried.line, soft_wrap=True, markup=False)
    console.print(_table(tried))
    for problem in tried.class_wrong:
        console.print("[red]The class[/red]:", shown(problem), soft_wrap=True)
    if file is not None:
        file.write_text(json.dumps(_as_json(tried), indent=1), encoding="utf-8")
    through = [name for name, (_, outcome) in tried.outcomes.items() if outcome.wrong]
    done = f"{len(tried.outcomes) - len(through)} of {len(tried.outcomes)}"
    console.print(f"{done} submissions got what they earn, and nothing else.")
    if through or tried.class_wrong:
        raise SystemExit(1)


def _table(tried: Tried) -> Table:
    table = Table(
        Column("attack", no_wrap=True),
        "what it tries",
        Column("points", no_wrap=True, justify="right"),
        Column("s", justify="right"),
        "outcome",
        title="Hostile submissions",
    )
    for name, (attack, outcome) in tried.outcomes.items():
        points = "–" if outcome.points is None else f"{outcome.points:g}"
        tries = Text(attack.tries if attack else "an honest neighbour")
        earned = f"{points}/{outcome.expected:g}"
        table.add_row(Text(name), tries, earned, f"{outcome.seconds:.1f}", _outcome(attack, outcome))
    return table


def _outcome(attack: Attack | None, outcome: Outcome) -> Text:
    if not outcome.wrong:
        return Text("stopped" if attack else "unharmed")
    return Text.assemble(("GOT THROUGH", "red"), f": {shown('; '.join(outcome.wrong)).plain[:400]}")


def _as_json(tried: Tried) -> dict:
    return {
        "line": tried.line,
        "class": tried.class_wrong,
        "submissions": {
            name: {
                "wrong": outcome.wrong,
                "seconds": outcome.seconds,
                "grown": outcome.grown,
                "points": outcome.points,
            }
            for name, (_, outcome) in tried.outcomes.items()
        },
    }

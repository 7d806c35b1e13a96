"""`labgrader prove`: how often the graders are wrong."""

from __future__ import annotations

from pathlib import Path

import click
from rich.console import Console

from labgrader.cli.text import shown
from labgrader.lab import Lab, lab_names
from labgrader.prove import table
from labgrader.prove.findings import Findings
from labgrader.prove.studies import STUDIES, conduct


@click.command("prove")
@click.argument("names", metavar="[LAB]...", nargs=-1)
@click.option(
    "--study", "chosen", metavar="NAME", type=click.Choice(list(STUDIES)), multiple=True, help="Only this study."
)
@click.option(
    "--share",
    type=click.FloatRange(0, 1, min_open=True),
    default=1.0,
    help="The part of all cases that is done, such as 0.1; by default all.",
)
@click.pass_obj
def command(root: Path, names: tuple[str, ...], chosen: tuple[str, ...], share: float) -> None:
    """Try the graders of each LAB (of all, by default) on answers that nobody wrote down.

    Mutants of right answers, other data, known mistakes on other data: each should be judged as it deserves. What is
    not is named, and needs a better grader, or a reason in tests/proof/LAB/reasons.toml. The table is that of
    docs/how-often-wrong.md; it is also written to .labgrader/proof/LAB.md, with every case.
    """
    console = Console()
    labs = [Lab(root, name) for name in names or lab_names(root) or ("",)]  # an unknown one is told before the work
    rows: list[table.Row] = []
    left = 0
    for lab in labs:
        found: list[Findings] = []
        page = lab.state.proof_page(lab.name)
        page.parent.mkdir(parents=True, exist_ok=True)
        for name in chosen or STUDIES:
            found.append(conduct(name, lab, share=share, console=console))
            _print(console, found[-1])  # now: the next study may take long, and may be interrupted
            page.write_text(table.page(lab, found, share), encoding="utf-8")
        rows += [table.row(lab, findings) for findings in found]
        left += sum(len(findings.unexplained) for findings in found)
    click.echo(table.markdown(rows))
    if left:
        console.print(f"{left} cases need a better grader or a written reason.", style="red")
        raise SystemExit(1)


def _print(console: Console, findings: Findings) -> None:
    for case in findings.unexplained:
        console.print(shown(f"{findings.study}: {case.decision}: {case.name}"), style="red")
        console.print(shown(case.detail), soft_wrap=True)
    for case in findings.cases:
        if case.reason:
            console.print(shown(f"{findings.study}: {case.decision}: {case.name}: {case.reason}"), soft_wrap=True)

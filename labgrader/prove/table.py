"""The table of a lab's proof: for the terminal, and as Markdown."""

from __future__ import annotations

from collections.abc import Sequence

import jinja2
from rich.table import Column, Table

from labgrader.lab import Lab
from labgrader.prove.findings import Decision, Findings

COLUMNS = {
    "right: accepted / refused": (Decision.RIGHT_ACCEPTED, Decision.RIGHT_REFUSED),
    "wrong: caught / other points / passed": (Decision.WRONG_CAUGHT, Decision.OTHER_POINTS, Decision.WRONG_PASSED),
    "mistake: named / not / wrongly": (Decision.DIAGNOSED, Decision.UNDIAGNOSED, Decision.MISDIAGNOSED),
    "not checked": (Decision.UNCHECKED,),
}
HEADER = ("study", *COLUMNS, "survivors / explained", "time")


def row(findings: Findings) -> tuple[str, ...]:
    """One row of the table; decisions that a study does not make stay blank.

    `survivors` are all cases to be looked at, and `explained` those of them with a written reason.
    """
    counts = ([findings.counts[decision] for decision in decisions] for decisions in COLUMNS.values())
    explained = len(findings.cases) - len(findings.unexplained)
    minutes, seconds = divmod(round(findings.seconds), 60)
    cells = (" / ".join(map(str, numbers)) if any(numbers) else "" for numbers in counts)
    return findings.study, *cells, f"{len(findings.cases)} / {explained}", f"{minutes}:{seconds:02}"


def terminal(lab: Lab, found: Sequence[Findings]) -> Table:
    """The table of one lab, for the terminal."""
    first, *numbers = HEADER
    columns = (Column(name, justify="right") for name in numbers)
    table = Table(Column(first, no_wrap=True), *columns, title=lab.name, collapse_padding=True, pad_edge=False)
    for findings in found:
        table.add_row(*row(findings))
    return table


def markdown(lab: Lab, found: Sequence[Findings], share: float) -> str:
    """The page of one lab: the table, the cases without a reason in full, and those with one in short."""
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("labgrader"),
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        undefined=jinja2.StrictUndefined,
    )
    template = environment.get_template("proof.md.j2")
    return template.render(lab=lab, share=share, header=HEADER, rows=[row(f) for f in found], found=found)

"""The table of a proof in Markdown, to be read in a terminal and pasted into a page; and the page of one lab."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import jinja2

from labgrader.lab import Lab
from labgrader.prove.findings import Decision, Findings

COLUMNS = {
    "right: accepted / refused": (Decision.RIGHT_ACCEPTED, Decision.RIGHT_REFUSED),
    "wrong: caught / other points / passed": (Decision.WRONG_CAUGHT, Decision.OTHER_POINTS, Decision.WRONG_PASSED),
    "mistake: named / not / wrongly": (Decision.DIAGNOSED, Decision.UNDIAGNOSED, Decision.MISDIAGNOSED),
    "not checked": (Decision.UNCHECKED,),
}
HEADER = ("lab", "study", *COLUMNS, "cases / explained", "time")

Row = tuple[str, ...]


def row(lab: Lab, findings: Findings) -> Row:
    """One row of the table; decisions that a study does not make stay blank.

    `cases` are all that want looking at, and `explained` those of them with a written reason.
    """
    counts = ([findings.counts[decision] for decision in decisions] for decisions in COLUMNS.values())
    explained = len(findings.cases) - len(findings.unexplained)
    minutes, seconds = divmod(round(findings.seconds), 60)
    cells = (" / ".join(map(str, numbers)) if any(numbers) else "" for numbers in counts)
    study, cases = findings.study.replace("_", " "), f"{len(findings.cases)} / {explained}"
    return f"`{lab.name}`", study, *cells, cases, f"{minutes}:{seconds:02}"


def markdown(rows: Iterable[Row]) -> str:
    """The table of some studies, with columns that stand below each other."""
    lines = [HEADER, *rows]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    head, *body = ("| " + " | ".join(map(str.ljust, line, widths)) + " |" for line in lines)
    return "\n".join([head, "|" + "|".join("-" * (width + 2) for width in widths) + "|", *body])


def page(lab: Lab, found: Sequence[Findings], share: float) -> str:
    """The page of one lab: the table, the cases without a reason in full, and those with one in short."""
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("labgrader"),
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        undefined=jinja2.StrictUndefined,
    )
    table = markdown(row(lab, findings) for findings in found)
    return environment.get_template("proof.md.j2").render(lab=lab, share=share, table=table, found=found)

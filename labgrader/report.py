"""The report of one submission: what is kept of it, and how a graded cell shows its verdict."""

from __future__ import annotations

import re
from functools import cache

import jinja2
from markupsafe import Markup, escape
from nbformat.notebooknode import NotebookNode
from pydantic import BaseModel

from labgrader.verdict import CellVerdict, Outcome


class Report(BaseModel):
    """The verdicts on one submission.

    Attributes:
        verdicts: by grade_id, in the notebook's order.
        evidence: the key of the evidence that was graded (`labgrader.kept`); "" when there is none.
        remarks: what was repaired or could not be read, for the student and the instructor.
    """

    lab: str
    student: str
    evidence: str = ""
    verdicts: dict[str, CellVerdict] = {}
    remarks: list[str] = []

    @property
    def score(self) -> float | None:
        """The points earned, or None when a question could not be checked."""
        scores = [verdict.score for verdict in self.verdicts.values()]
        return None if None in scores else sum(scores)

    @property
    def max_score(self) -> float:
        return sum(verdict.max_points for verdict in self.verdicts.values())

    @property
    def mistake(self) -> str | None:
        """The likeliest mistake: of the first question for which one was named."""
        return next((v.mistake for v in self.verdicts.values() if v.mistake), None)

    @property
    def unchecked(self) -> str:
        """Why a question could not be checked, or ""."""
        return next((v.reason for v in self.verdicts.values() if v.outcome is Outcome.UNCHECKED), "")


@cache
def _environment() -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("labgrader"), autoescape=True, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters["code"] = with_code
    return environment


def with_code(text: str) -> Markup:
    """Escaped text, with what stands between backticks as code."""
    return Markup(re.sub(r"`([^`\n]+)`", r"<code>\1</code>", str(escape(text))))


# What marks the output that shows a verdict. No output of a submission has metadata (`seam.clean`).
OURS = {"labgrader": "verdict"}
SHOWN = {"text/html": "verdict.html.j2", "text/plain": "verdict.txt.j2"}


def report_outputs(verdict: CellVerdict, remarks: list[str]) -> list[NotebookNode]:
    """The outputs that show a verdict in its graded cell: one, as HTML and as text, for those who open the notebook."""
    told = {check.message for check in verdict.checks}
    context = {"verdict": verdict, "remarks": [r for r in remarks if r not in told], "Outcome": Outcome}
    return [
        NotebookNode(
            output_type="display_data",
            data=NotebookNode(
                {kind: _environment().get_template(name).render(context) for kind, name in SHOWN.items()}
            ),
            metadata=NotebookNode(OURS),
        )
    ]


def shows_verdict(output: NotebookNode) -> bool:
    """Whether an output of a graded notebook is one of `report_outputs`."""
    return output.get("metadata", {}) == OURS

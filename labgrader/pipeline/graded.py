"""What grading a submission leads to: what goes into the gradebook, and the files that are put in place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from nbformat.notebooknode import NotebookNode

from labgrader.pipeline.entries import Entry, Mark
from labgrader.report import Report


@dataclass(frozen=True)
class Rows:
    """What is written into the gradebook of one submission.

    Attributes:
        timestamp: when it was handed in; None leaves what is there.
        scores: the automatic score of each graded cell, by grade_id; None is none.
        comments: the automatic comment on each answer, by the cell's name.
        penalty: for being late; None is none.
    """

    timestamp: datetime | None
    scores: Mapping[str, float | None]
    comments: Mapping[str, str | None]
    penalty: float | None = None

    def into(self, entry: Entry) -> Entry:
        """An entry of the gradebook with these rows in it; what was given by hand stays."""
        marks = {name: replace(entry.marks.get(name, Mark()), auto=score) for name, score in self.scores.items()}
        comments = {name: (text, entry.comments.get(name, (None, None))[1]) for name, text in self.comments.items()}
        return replace(
            entry,
            timestamp=self.timestamp or entry.timestamp,
            marks={**entry.marks, **marks},
            comments={**entry.comments, **comments},
            penalty=self.penalty,
        )


@dataclass(frozen=True)
class Graded:
    """A graded submission.

    Attributes:
        report: the verdicts, and the key of the evidence that they were given for.
        rows: what goes into the gradebook.
        notebook: as it is put into `autograded/`.
        page: the feedback, as HTML.
        files: all other files of the submission, the lab's own over them.
        fingerprint: of the folder that was read.
    """

    report: Report
    rows: Rows
    notebook: NotebookNode
    page: str
    files: Mapping[str, bytes]
    fingerprint: str

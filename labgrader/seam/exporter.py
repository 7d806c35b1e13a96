"""Reads submissions for `nbgrader autograde`."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from nbconvert.exporters import NotebookExporter
from nbformat.notebooknode import NotebookNode

from labgrader import intake, tidy
from labgrader.lab import Lab
from labgrader.pipeline.context import Context
from labgrader.pipeline.entries import Entry
from labgrader.pipeline.graded import Graded
from labgrader.pipeline.submission import Submission, read_folder
from labgrader.plaintext import plain
from labgrader.seam.command import hold_the_course
from labgrader.seam.course import course_root
from labgrader.seam.ids import EVERYBODY, folders_of_everybody, refuse_patterns
from labgrader.student_ids import student_id_problem


class SubmissionExporter(NotebookExporter):
    """A notebook exporter for which every file is a notebook: one that is none becomes the release and a reason.

    nbgrader makes it when it knows which submissions it will grade, and has not opened or copied anything of them:
    so their folders are put in order here. It calls `from_filename` twice for each: on the submitted file, and on what
    it wrote in between, which is ours.

    Attributes:
        submission: the one that was read last.
        graded: what came of it, and what the gradebook held then.
    """

    submission: Submission
    graded: tuple[Graded, Entry]

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._contexts: dict[str, Context] = {}
        hold_the_course(self.parent)
        refuse_patterns(self.parent)
        notebooks = getattr(self.parent, "assignments", {})
        for folder in [*notebooks, *self._without_notebook()]:
            pattern = self.parent._format_source("(?P<assignment>.*)", "(?P<student>.*)", escape=True)
            found = re.match(pattern, folder)
            lab = Lab(course_root(self.parent), found["assignment"])
            tidy.put_in_order(lab, found["student"], Path(folder))
            if intake.put_notebook_in_place(Path(folder), lab):
                notebooks[folder] = [str(Path(folder) / f"{lab.name}.ipynb")]

    def _without_notebook(self) -> list[str]:
        """The folders of students that nbgrader passes over, because no file in them is called a notebook."""
        coursedir = getattr(self.parent, "coursedir", None)
        if coursedir is None or coursedir.student_id != EVERYBODY:
            return []
        found = [f for f in folders_of_everybody(self.parent) if str(f) not in self.parent.assignments]
        return [str(f) for f in found if f.is_dir() and not student_id_problem(f.parent.name)]

    def context(self, name: str) -> Context:
        """What submissions of a lab are graded with."""
        if name not in self._contexts:
            lab = Lab(course_root(self.parent), name)
            self._contexts[name] = Context.read(lab, self.parent.config, self.parent.coursedir)
        return self._contexts[name]

    def from_filename(
        self, filename: str, resources: dict[str, Any] | None = None, **kw: Any
    ) -> tuple[NotebookNode, dict[str, Any]]:
        if not self.parent._sanitizing:
            return super().from_filename(filename, resources=resources, **kw)
        path, facts = Path(filename), resources["nbgrader"]
        resources["metadata"] = {"name": path.stem, "path": str(path.parent)}
        context = self.context(facts["assignment"])
        self.submission = read_folder(context.lab, facts["student"], path.parent, context.ignore)
        if self.submission.unreadable:
            self.log.warning("%s: %s", plain(filename), self.submission.unreadable)
        return self.from_notebook_node(self.submission.notebook, resources=resources, **kw)

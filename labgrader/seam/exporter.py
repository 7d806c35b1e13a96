"""Reads submissions for `nbgrader autograde`."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from nbconvert.exporters import NotebookExporter
from nbformat.notebooknode import NotebookNode

from labgrader import intake, tidy
from labgrader.lab import Lab
from labgrader.plaintext import plain
from labgrader.seam.command import hold_the_course
from labgrader.seam.course import course_root, lab_of
from labgrader.seam.ids import refuse_patterns


class SubmissionExporter(NotebookExporter):
    """A notebook exporter for which every file is a notebook: one that is none becomes the release and a reason.

    nbgrader makes it when it knows which submissions it will grade, and has not opened or copied anything of them:
    so their folders are put in order here. It calls `from_filename` twice for each: on the submitted file, and on what
    it wrote in between, which is ours.
    """

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        hold_the_course(self.parent)
        refuse_patterns(self.parent)
        for folder in getattr(self.parent, "assignments", ()):
            pattern = self.parent._format_source("(?P<assignment>.*)", "(?P<student>.*)", escape=True)
            found = re.match(pattern, folder)
            tidy.put_in_order(Lab(course_root(self.parent), found["assignment"]), found["student"], Path(folder))

    def from_filename(
        self, filename: str, resources: dict[str, Any] | None = None, **kw: Any
    ) -> tuple[NotebookNode, dict[str, Any]]:
        if not self.parent._sanitizing:
            return super().from_filename(filename, resources=resources, **kw)
        path = Path(filename)
        resources["metadata"] = {"name": path.stem, "path": str(path.parent)}
        lab = lab_of(self, resources)
        left_out = tidy.noted(lab, resources["nbgrader"]["student"], path.parent)
        try:
            notebook = intake.read_submission(path)
            # Made here, not taken from the file: a submission cannot bring remarks of its own.
            remark = intake.other_name(path)
            notebook.metadata["labgrader"] = {"unreadable": "", "remarks": [remark] * bool(remark) + left_out}
        except intake.Unreadable as reason:
            self.log.warning("%s: %s", plain(filename), reason)
            notebook = intake.substitute(lab, str(reason))
            notebook.metadata["labgrader"] = {"unreadable": str(reason), "remarks": left_out}
        return self.from_notebook_node(notebook, resources=resources, **kw)

"""Reads submissions for `nbgrader autograde`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from nbconvert.exporters import NotebookExporter
from nbformat.notebooknode import NotebookNode

from labgrader import intake
from labgrader.seam.course import lab_of


class SubmissionExporter(NotebookExporter):
    """A notebook exporter for which every file is a notebook: one that is none becomes the release and a reason.

    nbgrader calls it twice for each submission: on the submitted file, and on what it wrote in between, which is ours.
    """

    def from_filename(
        self, filename: str, resources: dict[str, Any] | None = None, **kw: Any
    ) -> tuple[NotebookNode, dict[str, Any]]:
        if not self.parent._sanitizing:
            return super().from_filename(filename, resources=resources, **kw)
        path = Path(filename)
        resources["metadata"] = {"name": path.stem, "path": str(path.parent)}
        lab = lab_of(self, resources)
        try:
            notebook = intake.read_submission(path)
            # Made here, not taken from the file: a submission cannot bring remarks of its own.
            remark = intake.other_name(path)
            notebook.metadata["labgrader"] = {"unreadable": "", "remarks": [remark] if remark else []}
        except intake.Unreadable as reason:
            self.log.warning("%s: %s", filename, reason)
            notebook = intake.substitute(lab, str(reason))
            notebook.metadata["labgrader"] = {"unreadable": str(reason), "remarks": []}
        return self.from_notebook_node(notebook, resources=resources, **kw)

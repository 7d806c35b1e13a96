"""The first of nbgrader's sanitize preprocessors: structure."""

from __future__ import annotations

import copy
from typing import Any

from nbformat.notebooknode import NotebookNode
from nbgrader.api import Gradebook
from nbgrader.preprocessors import NbGraderPreprocessor

from labgrader import structure
from labgrader.lab import Lab
from labgrader.plaintext import quoted
from labgrader.seam.course import lab_of


class Repair(NbGraderPreprocessor):
    """Puts given cells that were copied, deleted, moved or stripped of their metadata back in order."""

    def preprocess(self, nb: NotebookNode, resources: dict[str, Any]) -> tuple[NotebookNode, dict[str, Any]]:
        lab = lab_of(self, resources)
        remarks = structure.repair(nb, as_recorded(lab, resources["nbgrader"]["db_url"]))
        for remark in remarks:
            self.log.warning("%s: %s", quoted(resources["nbgrader"]["student"]), remark)
        nb.metadata.labgrader.remarks.extend(remarks)
        return nb, resources


def as_recorded(lab: Lab, db_url: str) -> NotebookNode:
    """The release, with the given cells as the gradebook has them: hidden regions included.

    OverwriteCells, which comes later, then finds nothing changed and warns of nothing.
    """
    reference = copy.deepcopy(lab.release)
    with Gradebook(db_url) as gradebook:
        recorded = {cell.name: cell for cell in gradebook.find_notebook(lab.name, lab.name).source_cells}
        for cell in reference.cells:
            source = recorded.get(structure.grade_id(cell))
            if source is not None and structure.is_given(cell):
                cell.source = source.source
                cell.metadata.nbgrader.checksum = source.checksum
    return reference

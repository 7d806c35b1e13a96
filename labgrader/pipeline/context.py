"""What all submissions of a lab are graded with: read once, and the same for each of them."""

from __future__ import annotations

import copy
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from nbformat.notebooknode import NotebookNode
from nbgrader.api import Gradebook
from nbgrader.coursedir import CourseDirectory
from nbgrader.exchange import Exchange
from nbgrader.nbgraderformat import MetadataValidator
from nbgrader.preprocessors import AssignLatePenalties, LimitOutput
from nbgrader.utils import find_all_files
from traitlets.config import Config

from labgrader import structure
from labgrader.graderfiles import verdict_files
from labgrader.kept import digest, engine
from labgrader.lab import Lab
from labgrader.page.filters import TEMPLATES
from labgrader.pipeline.entries import read_most
from labgrader.pipeline.workers import Execute, execute
from labgrader.reference import Faults, find_faults
from labgrader.runner import Limits
from labgrader.sandbox import Confinement, Sandbox
from labgrader.settings import ExecuteAndGrade


@dataclass
class Context:
    """What submissions of a lab are graded with.

    Attributes:
        lab: the lab.
        limits, confinement: how notebooks are run.
        reference: the release, with the given cells as the gradebook has them: hidden regions included.
        kernelspec: what the notebooks' metadata is to say; None leaves it out.
        most: the points of each graded cell, those graded by hand included.
        given: the lab's own files that are put over a submission's, by relative path.
        ignore: patterns of files that nbgrader does not copy.
        limit_output, penalties: nbgrader's own steps, as the course configures them.
        zone: the course's time zone.
        execute: runs a job.
        fresh: run again what is kept.
    """

    lab: Lab
    limits: Limits
    confinement: Confinement
    reference: NotebookNode
    kernelspec: dict[str, Any] | None
    most: Mapping[str, float]
    given: Mapping[str, bytes]
    ignore: list[str]
    limit_output: LimitOutput
    penalties: AssignLatePenalties
    zone: str
    execute: Execute = execute
    fresh: bool = False

    @classmethod
    def read(cls, lab: Lab, config: Config, coursedir: CourseDirectory) -> Context:
        """The context of a lab that is in the gradebook.

        Args:
            lab: the lab.
            config: of the course.
            coursedir: where nbgrader finds its folders and its gradebook.
        """
        settings = ExecuteAndGrade(config=config)
        with Gradebook(coursedir.db_url, coursedir.course_id) as gradebook:
            recorded = gradebook.find_notebook(lab.name, lab.name)
            reference = as_recorded(lab.release, recorded)
            kernelspec = json.loads(recorded.kernelspec) if recorded.kernelspec else None
            most = read_most(gradebook, lab.name)
        MetadataValidator().validate_nb(reference)  # every submission gets its metadata
        penalties = AssignLatePenalties(config=config)
        penalties.init_plugin()
        excluded = set(config.get("Autograde", {}).get("exclude_overwriting", {}).get(lab.name, ()))
        return cls(
            lab=lab,
            limits=settings.limits,
            confinement=Sandbox(config=config).confinement(lab.root),
            reference=reference,
            kernelspec=kernelspec,
            most=most,
            given=_given(lab, coursedir.ignore, excluded),
            ignore=list(coursedir.ignore),
            limit_output=LimitOutput(config=config),
            penalties=penalties,
            zone=Exchange(config=config).timezone,
            fresh=not settings.reuse,
        )

    def for_one(self, execute: Execute, *, fresh: bool) -> Context:
        """The same for one submission, which is run in another way."""
        other = copy.copy(self)  # what was computed of it goes with it
        other.execute, other.fresh = execute, fresh
        return other

    @cached_property
    def faults(self) -> Faults:
        """The questions in which a right answer may lose points: see `labgrader.reference`."""
        return find_faults(self.lab, self.confinement, self.limits)

    @cached_property
    def made_of(self) -> dict[str, str]:
        """Hashes of what every submission is run, judged and shown with: when one changes, all are graded again."""
        lab = self.lab
        course = [lab.source_path.read_bytes(), lab.release_path.read_bytes(), json.dumps(self.reference).encode()]
        course += [part for name, content in self.given.items() for part in (name.encode(), content)]
        run = [engine(), list(map(_hash, course)), str(self.limits), self.confinement.limits]
        judged = [[path.name, _hash(path.read_bytes())] for path in verdict_files(lab)]
        shown = [*(_hash(path.read_bytes()) for path in sorted(TEMPLATES.iterdir())), self.zone]
        plugin = self.penalties.plugin_inst
        late = [type(plugin).__module__, type(plugin).__name__, str(plugin.trait_values(config=True))]
        parts = {"run": run, "graders": judged, "page": shown, "late": late}
        return {name: digest(part) for name, part in parts.items()}


def as_recorded(release: NotebookNode, recorded: Any) -> NotebookNode:
    """The release, with the cells as the gradebook has them: texts, hidden regions included, checksums and points.

    nbgrader's own `OverwriteCells` would put exactly these in.

    Args:
        release: the released notebook.
        recorded: nbgrader's `Notebook` of the lab.
    """
    reference = copy.deepcopy(release)
    sources = {cell.name: cell for cell in recorded.source_cells}
    points = {cell.name: cell.max_score for cell in (*recorded.grade_cells, *recorded.task_cells)}
    for cell in reference.cells:
        name = structure.grade_id(cell)
        source = sources.get(name)
        if source is None:
            continue
        if structure.is_given(cell):
            cell.source = source.source
        cell.metadata.nbgrader.checksum = source.checksum
        if name in points and float(cell.metadata.nbgrader.points) != points[name]:
            cell.metadata.nbgrader.points = points[name]
    return reference


def _given(lab: Lab, ignore: list[str], excluded: set[str]) -> dict[str, bytes]:
    folder = lab.source_path.parent
    paths = map(Path, find_all_files(str(folder), [*ignore, "*.ipynb"]))
    found = {path.relative_to(folder).as_posix(): path for path in sorted(paths)}
    return {name: path.read_bytes() for name, path in found.items() if name not in excluded}


def _hash(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()

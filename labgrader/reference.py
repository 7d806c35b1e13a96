"""Where a lab's reference solution cannot earn every point, nobody can: that is the course's fault, and no score.

A given cell may need a library or a file that this machine lacks, or fail on some of the unseen data; a grader may
refuse what is right. The reference solution is run on the released data and on every unseen set, once for the same
files, and graded as a student's would be. A question that it loses on a set, or before which a given cell stops, could
not be checked for whoever fails it there.
"""

from __future__ import annotations

import copy
import hashlib
from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import zip_longest
from pathlib import Path

from nbformat.notebooknode import NotebookNode
from pydantic import BaseModel

from labgrader import corpus, structure
from labgrader.evidence import CellEvidence, RunRecord
from labgrader.execute.notebook_run import Limits
from labgrader.graderfiles import verdict_files
from labgrader.grading import grade
from labgrader.kept import digest, engine
from labgrader.lab import Lab
from labgrader.runs import Wanted, run_all
from labgrader.sandbox import Confinement
from labgrader.verdict import CellVerdict, Outcome
from labgrader.whole import read, write

Verdicts = dict[str, CellVerdict]
MOST_TOLD = 5  # faults, in words
EXPECTED = "raises-exception"  # the tag of a cell whose error is part of the lesson


class Faults(BaseModel):
    """The questions of a lab in which a right answer may lose points.

    Attributes:
        made_with: a hash of all that this depends on.
        sets: how many unseen sets the lab has.
        reasons: by number of the unseen set and grade_id.
    """

    made_with: str
    sets: int
    reasons: dict[int, dict[str, str]] = {}

    def excuse(self, verdicts: Verdicts, record: RunRecord) -> Verdicts:
        """Verdicts on a submission, with what it failed through the course's fault as what could not be checked.

        Args:
            verdicts: what the graders said.
            record: the evidence that they judged.
        """
        reasons = self.reasons.get(record.unseen_set, {})
        return verdicts | {
            name: _unchecked(verdicts[name], why)
            for name, why in reasons.items()
            if verdicts[name].outcome is Outcome.FAILED and record.released[name].parameters  # without, nothing was run
        }

    def told(self) -> Iterator[str]:
        """Each fault in a sentence: which questions, on which sets, and why."""
        where: dict[tuple[tuple[str, ...], str], list[int]] = defaultdict(list)
        for number, reasons in sorted(self.reasons.items()):
            questions: dict[str, list[str]] = defaultdict(list)
            for name, why in reasons.items():
                questions[why].append(name)
            for why, names in questions.items():
                where[tuple(names), why].append(number)
        for (names, why), numbers in list(where.items())[:MOST_TOLD]:
            some = f"unseen set{'s' * (len(numbers) > 1)} {', '.join(map(str, numbers))}"
            on = "every unseen set" if len(numbers) == self.sets else some
            yield f"{', '.join(names)} cannot be checked on {on}: with the reference solution, {why}."
        if len(where) > MOST_TOLD:
            yield f"There are {len(where) - MOST_TOLD} more such faults."


def _unchecked(verdict: CellVerdict, why: str) -> CellVerdict:
    nothing = {"outcome": Outcome.UNCHECKED, "message": "", "mistake": None, "plot": None}
    checks = [c.model_copy(update=nothing) if c.outcome is Outcome.FAILED else c for c in verdict.checks]
    return verdict.model_copy(update={"checks": checks, "reason": f"the course's own fault: {why}"})


def known_faults(lab: Lab) -> Faults | None:
    """What was found last; None when nothing was, or it cannot be read."""
    return read(_path(lab), Faults.model_validate_json, "The reference solution is run again.")


def find_faults(lab: Lab, confinement: Confinement, limits: Limits, *, again: bool = False) -> Faults:
    """The questions in which a right answer may lose points; the reference is run, unless these files were run before.

    Args:
        lab: the lab.
        confinement, limits: how its notebooks are run.
        again: look again where there were faults: what was missing on this machine may be there now.

    Raises:
        KernelStartError: no kernel could be started.
    """
    made_with = _made_with(lab, confinement, limits)
    known = known_faults(lab)
    if known is not None and known.made_with == made_with and not (again and known.reasons):
        return known
    notebook = _solved(lab)
    released, *unseen = _run(lab, notebook, limits, fresh=again and known is not None and bool(known.reasons))
    records = {
        str(number): RunRecord(lab=lab.name, unseen_set=number, released=released, unseen=cells)
        for number, cells in enumerate(unseen)
    }
    verdicts = grade(lab, records)
    lost = {
        number: {name: why for name, verdict in verdicts[number].items() if (why := _why(notebook, record, verdict))}
        for number, record in records.items()
    }
    reasons = {int(number): found for number, found in lost.items() if found}
    faults = Faults(made_with=made_with, sets=len(unseen), reasons=reasons)
    write(_path(lab), faults.model_dump_json(indent=1))
    return faults


def _solved(lab: Lab) -> NotebookNode:
    """The lab as somebody hands it in who has the reference solution."""
    notebook = copy.deepcopy(lab.source)
    for cell in notebook.cells:
        if structure.is_answer(cell) and cell.cell_type == "code":
            cell.source = corpus.without_markers(cell.source)
    return notebook


def _path(lab: Lab) -> Path:
    return lab.state.faults(lab.name)


def _made_with(lab: Lab, confinement: Confinement, limits: Limits) -> str:
    contents = [path.read_bytes() for path in (lab.source_path, *verdict_files(lab))]
    contents += [content for name, file in lab.files.items() for content in (name.encode(), file)]
    return digest([engine(), confinement.limits, str(limits), [hashlib.sha256(c).hexdigest() for c in contents]])


def _run(lab: Lab, notebook: NotebookNode, limits: Limits, *, fresh: bool) -> list[Mapping[str, CellEvidence]]:
    """What each graded cell left, on the released data and on each unseen set: a run on two sets at a time."""
    data = [lab.parameters, *lab.unseen.sets]
    pairs = zip_longest(data[::2], data[1::2], fillvalue=data[0])
    wanted = [
        Wanted(f"the reference on {number}", lambda: notebook, second, first, limits)
        for number, (first, second) in enumerate(pairs)
    ]
    records = [record for _, record in run_all(lab, wanted, keep_warm=True, fresh=fresh)]
    return [cells for record in records for cells in (record.released, record.unseen)][: len(data)]


def _why(notebook: NotebookNode, record: RunRecord, verdict: CellVerdict) -> str:
    """Why a right answer may lose points in a question: a given cell that stopped, or a test that refused it; or ""."""
    lost = verdict.score != verdict.max_points
    for cells in (record.released, record.unseen):
        found = cells[verdict.grade_id]
        for error in found.errors:
            cell = notebook.cells[error.cell]
            if lost or (
                error.given and not structure.is_autograded(cell) and EXPECTED not in cell.metadata.get("tags", [])
            ):
                name = structure.grade_id(cell) or f"number {error.cell + 1}"
                return f"the cell {name} stopped with {error.name}: {error.message[:200]}"
        if found.missing:
            return found.missing[0].lower() + found.missing[1:].rstrip(".")
    if verdict.outcome is Outcome.UNCHECKED:
        return verdict.reason
    refused = [check.sentence for check in verdict.checks if check.outcome is not Outcome.PASSED]
    return f"the graders refuse it (“{refused[0]}”)" if refused else ""

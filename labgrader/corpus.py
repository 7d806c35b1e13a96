"""The corpus: right and wrong answers to a lab, each a small file that says what it should earn."""

from __future__ import annotations

import ast
import copy
from dataclasses import dataclass, field
from pathlib import Path

import nbformat
import yaml
from nbformat.notebooknode import NotebookNode

from labgrader import structure
from labgrader.lab import CourseError, Lab

SPLIT = "# %%"


@dataclass(frozen=True)
class Answer:
    """One answer of the corpus.

    Attributes:
        name: its path below `tests/submissions/<lab>/`, without `.py`.
        summary: what it is, in a line.
        cell: grade_id of the answer cell that it replaces.
        sources: the cells that stand in its place.
        earns: points of the graded cells that do not earn all of theirs.
        mistake: the mistake that the graders should name, or None.
    """

    name: str
    summary: str
    cell: str
    sources: tuple[str, ...]
    earns: dict[str, float] = field(default_factory=dict)
    mistake: str | None = None

    def notebook(self, lab: Lab) -> NotebookNode:
        """The lab as this student would hand it in: the other answers are the reference's."""
        return submission(lab, {self.cell: self.sources})


def read_answer(path: Path, folder: Path) -> Answer:
    """Read one file of the corpus.

    Raises:
        CourseError: its docstring does not say what it is.
    """
    source = path.read_text(encoding="utf-8")
    name = path.relative_to(folder).with_suffix("").as_posix()
    try:
        # The docstring alone is parsed: the answer itself may be no valid Python.
        end = source.index('"""', source.index('"""') + 3) + 3
        doc = ast.literal_eval(source[:end].strip())
        head, _, facts = doc.strip().rpartition("\n\n")
        facts = yaml.safe_load(facts)
        answer, cell = source[end:].strip("\n"), facts["cell"]
        return Answer(
            name=name,
            summary=head.strip().split("\n")[0] or name,
            cell=cell,
            sources=tuple(part.strip("\n") for part in _parts(answer)),
            earns={k: float(v) for k, v in facts.get("earns", {}).items()},
            mistake=facts.get("mistake"),
        )
    except (ValueError, KeyError, TypeError, SyntaxError, yaml.YAMLError) as error:
        raise CourseError(
            f"{path}: cannot be read ({error!r}). An answer begins with a docstring: a line that says what it is, "
            "and, after an empty line, `cell:`, and for a wrong one `earns:` and `mistake:`, as YAML."
        ) from error


def _parts(answer: str) -> list[str]:
    parts: list[list[str]] = [[]]
    for line in answer.split("\n"):
        if line.strip() == SPLIT:
            parts.append([])
        else:
            parts[-1].append(line)
    return ["\n".join(part) for part in parts]


def answers(lab: Lab) -> list[Answer]:
    """Every answer of a lab's corpus, by name; hostile ones live elsewhere.

    Raises:
        CourseError: one of them cannot be read, or names a question that the lab does not have.
    """
    folder = lab.root / "tests" / "submissions" / lab.name
    found = [read_answer(path, folder) for kind in ("right", "wrong") for path in sorted((folder / kind).glob("*.py"))]
    for answer in found:
        unknown = sorted(set(answer.earns) - set(lab.points))
        if unknown:
            raise CourseError(
                f"{folder / answer.name}.py: `earns:` names {', '.join(unknown)}, and the questions of {lab.name} are "
                f"{', '.join(lab.points)}. Correct it there."
            )
    return found


def submission(lab: Lab, replaced: dict[str, tuple[str, ...]], *, solved: bool = True) -> NotebookNode:
    """A submission of a lab: the release, with answers put into its answer cells.

    Args:
        lab: the lab.
        replaced: sources by grade_id of an answer cell; more than one become cells of their own behind it.
        solved: whether the other answer cells get the reference solution, or stay as released.
    """
    notebook = copy.deepcopy(lab.release)
    answers = [c for c in lab.source.cells if structure.is_answer(c) and c.cell_type == "code"]
    solutions = {structure.grade_id(c): c.source for c in answers}
    unknown = set(replaced) - set(solutions)
    if unknown:
        raise CourseError(f"{lab.source_path} has no answer cell {', '.join(sorted(unknown))}.")
    cells = []
    for cell in notebook.cells:
        cells.append(cell)
        name = structure.grade_id(cell)
        if name in replaced:
            cell.source = replaced[name][0]
            for number, source in enumerate(replaced[name][1:], start=2):
                cells.append(nbformat.v4.new_code_cell(source, id=f"own-{number}"))
        elif name in solutions and solved:
            cell.source = without_markers(solutions[name])
    notebook.cells = cells
    return notebook


def without_markers(solution: str) -> str:
    """A reference solution as a student would write it: without the lines that mark it for nbgrader."""
    return "\n".join(
        line for line in solution.split("\n") if "### BEGIN SOLUTION" not in line and "### END SOLUTION" not in line
    )

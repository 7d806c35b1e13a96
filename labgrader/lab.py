"""One lab of a course: where its files are, what it grades, and the data its submissions have not seen."""

from __future__ import annotations

import hashlib
import hmac
import os
import secrets
import tomllib
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from uuid import uuid4

import nbformat
from nbformat.notebooknode import NotebookNode

from labgrader import structure
from labgrader.state import State
from labgrader.whole import read

SECRET_BYTES = 32


class CourseError(Exception):
    """Something in the course folder is not as it must be; the message names the file, the rule and the remedy."""


@dataclass(frozen=True)
class UnseenData:
    """The data of second runs.

    Attributes:
        cell: the grade_id of the lab's parameters cell.
        sets: the vetted sets; each submission gets one of them.
        range: for each parameter, the least and the greatest value for which the graders vouch.
    """

    cell: str
    sets: tuple[dict[str, float], ...]
    range: dict[str, tuple[float, float]]


class Lab:
    """One lab.

    Args:
        root: the course folder, which holds `source/`, `release/` and `graders/`.
        name: the assignment id, which is also the name of its folder and of its notebook.

    Raises:
        CourseError: there is no such lab.
    """

    def __init__(self, root: Path, name: str) -> None:
        self.root = Path(root).resolve()
        self.name = name
        if not self.source_path.is_file():
            known = ", ".join(lab_names(self.root))
            raise CourseError(
                f"{self.source_path} does not exist. The labs of this course are: {known}."
                if known
                else f"{self.root} is no course with labs: it has no source/<lab>/<lab>.ipynb. "
                "Run this in the course folder, or name it: labgrader --course FOLDER …"
            )

    @property
    def source_path(self) -> Path:
        return self.root / "source" / self.name / f"{self.name}.ipynb"

    @property
    def release_path(self) -> Path:
        return self.root / "release" / self.name / f"{self.name}.ipynb"

    @property
    def graders_path(self) -> Path:
        return self.root / "graders" / self.name

    @property
    def state_path(self) -> Path:
        """The engine's own folder in the course: evidence, reports, the course secret. Never released."""
        return self.state.folder

    @property
    def state(self) -> State:
        """Where the engine keeps what it knows of the course."""
        return State(self.root)

    @cached_property
    def source(self) -> NotebookNode:
        """The source notebook, solutions and all. Do not change it; copy it."""
        return read_notebook(self.source_path)

    @cached_property
    def release(self) -> NotebookNode:
        """The notebook that students were given. Do not change it; copy it."""
        if not self.release_path.is_file():
            raise CourseError(
                f"{self.release_path} does not exist. Run `nbgrader generate_assignment {self.name}` first."
            )
        return read_notebook(self.release_path)

    @cached_property
    def points(self) -> dict[str, float]:
        """Points of each autograded cell, by grade_id, in the notebook's order."""
        return {
            structure.grade_id(cell): float(cell.metadata.nbgrader.points)
            for cell in self.source.cells
            if structure.is_autograded(cell)
        }

    @cached_property
    def files(self) -> dict[str, bytes]:
        """The files that students are given with the notebook, by relative path."""
        folder = self.source_path.parent
        found = (p for p in sorted(folder.rglob("*")) if p.is_file() and p.suffix not in (".ipynb", ".pyc"))
        return {p.relative_to(folder).as_posix(): p.read_bytes() for p in found if ".ipynb_checkpoints" not in p.parts}

    def grader_path(self, grade_id: str) -> Path:
        return self.graders_path / f"test_{grade_id}.py"

    @cached_property
    def unseen(self) -> UnseenData:
        """The sets of `graders/<lab>/unseen.toml`.

        Raises:
            CourseError: the file is missing or does not fit the parameters cell.
        """
        path = self.graders_path / "unseen.toml"
        try:
            data = tomllib.loads(path.read_text(encoding="utf-8"))
            sets = tuple(data["set"])
            ends = data.get("range") or {name: _ends([values[name] for values in sets]) for name in sets[0]}
            unseen = UnseenData(data["cell"], sets, {name: (least, most) for name, (least, most) in ends.items()})
        except (OSError, tomllib.TOMLDecodeError, KeyError, IndexError, ValueError, TypeError) as error:
            raise CourseError(
                f'{path}: cannot be read ({error!r}). It needs `cell = "…"` and `[[set]]` tables, and may have a table '
                "`[range]` with `NAME = [least, most]` for each parameter."
            ) from error
        names = set(self._parameters(unseen.cell))
        for number, values in enumerate(unseen.sets):
            if set(values) != names:
                raise CourseError(f"{path}: set {number} must give {sorted(names)}, and gives {sorted(values)}.")
            outside = [n for n, (least, most) in unseen.range.items() if n in names and not least <= values[n] <= most]
            if outside:
                raise CourseError(f"{path}: set {number} lies outside of [range] in {', '.join(outside)}. Mend one.")
        if set(unseen.range) != names:
            raise CourseError(f"{path}: [range] must give {sorted(names)}, and gives {sorted(unseen.range)}.")
        return unseen

    @cached_property
    def parameters(self) -> dict[str, float]:
        """The parameters as released: the names that the parameters cell assigns, and their values."""
        return self._parameters(self.unseen.cell)

    def _parameters(self, grade_id: str) -> dict[str, float]:
        cell = next((c for c in self.source.cells if structure.grade_id(c) == grade_id), None)
        if cell is None:
            raise CourseError(f"{self.source_path}: there is no cell with the grade_id {grade_id!r}.")
        return structure.literal_assignments(cell.source)

    def choose_unseen(self, content: bytes) -> int:
        """The number of the unseen set for a submission: a keyed hash of its content, so that grading again
        chooses the same set, and nobody without the course secret can tell which."""
        digest = hmac.new(self._secret(), self.name.encode() + b"\0" + content, hashlib.sha256).digest()
        return int.from_bytes(digest[:8], "big") % len(self.unseen.sets)

    def _secret(self) -> bytes:
        """The course secret, made at first use, readable by the instructor alone."""
        path = self.state.secret
        found = read(path, _whole_secret, "A new secret is made: submissions may meet other unseen data than before.")
        if found is not None:
            return found
        path.parent.mkdir(mode=0o700, exist_ok=True)
        temporary = path.with_name(f"secret.{uuid4().hex}")
        temporary.touch(mode=0o600)
        temporary.write_bytes(secrets.token_bytes(SECRET_BYTES))
        try:
            os.link(temporary, path)  # the first of two processes wins; both then read the same secret
        except FileExistsError:
            pass
        finally:
            temporary.unlink()
        return path.read_bytes()


def _whole_secret(content: bytes) -> bytes:
    if len(content) < SECRET_BYTES:
        raise ValueError(f"{len(content)} bytes")
    return content


def _ends(values: list[float]) -> tuple[float, float]:
    return min(values), max(values)


def lab_names(root: Path) -> list[str]:
    """The labs of a course folder: each `source/<lab>/<lab>.ipynb`."""
    return sorted(p.parent.name for p in (root / "source").glob("*/*.ipynb") if p.stem == p.parent.name)


def read_notebook(path: Path) -> NotebookNode:
    """Read one of the course's own notebooks.

    Raises:
        CourseError: it is not a notebook.
    """
    try:
        return nbformat.read(path, as_version=4)
    except Exception as error:  # nbformat raises whatever json, jsonschema and its own converters raise
        raise CourseError(f"{path}: not a readable notebook ({error}).") from error

"""Which of the files that a student handed in is the notebook: any name, an archive, or one of several copies."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from nbformat.notebooknode import NotebookNode

from labgrader import archives, structure
from labgrader.lab import Lab
from labgrader.notebookfile import (
    PLACEHOLDER,
    Unreadable,
    is_hidden,
    is_notebook_name,
    read_bytes,
    read_file,
    text_of,
)
from labgrader.plaintext import few, quoted
from labgrader.statements import same

MOST_READ = 10  # files of one submission that may be the notebook
MOST_NAMED = 5  # of them, in a sentence
SAME_TIME = 2.0  # seconds: copies that were made in one go
LEAST = 0.5  # of the given code cells, for a notebook of this lab


@dataclass
class Candidate:
    """A file that may be the notebook.

    Attributes:
        path: where it stands.
        content: the bytes of the notebook that it is, or holds.
        notebook: as it was read.
        beside: what else is in the archive that it came in, by relative path.
        why: why it is no notebook, in words; "" when it is one.
        rank: how well it fits.
    """

    path: Path
    content: bytes = b""
    notebook: NotebookNode | None = None
    beside: dict[str, bytes] = field(default_factory=dict)
    why: str = ""
    rank: tuple[bool, bool] = (False, False)


@dataclass
class Choice:
    """What came of looking for the notebook.

    Attributes:
        taken: the file that is graded; None where there is none.
        remarks: what the student should know of it.
        others: the files that are other notebooks.
    """

    taken: Candidate | None
    remarks: list[str]
    others: list[Path]


def choose(lab: Lab, folder: Path) -> Choice:
    """Find the notebook in a submission's folder."""
    target = folder / f"{lab.name}.ipynb"
    files = [path for path in _files(folder) if path.relative_to(folder).as_posix() not in lab.files]
    named = [path for path in files if is_notebook_name(path.name) and not _is_placeholder(path)]
    first = sorted(named, key=lambda path: (path != target, path.name.lower() != target.name.lower()))[:MOST_READ]
    rest = [path for path in files if path not in named and path != target and _may_hold_one(path)]
    if first == [target] and not rest:  # as it should be
        return Choice(Candidate(target), [], [])
    found = _read(lab, first)
    if not any(one.rank[1] for one in found):
        found += _read(lab, rest[: MOST_READ - len(found)])
    right = [one for one in found if not one.why]
    if not right:
        return Choice(None, _refused(found, files, target), named)
    best = _best(right, target)
    copies = [one for one in right if one.content == best.content and one.path != target]
    if best.path == target and copies:  # it was put there when this was graded before
        best = copies[0]
    others = [one for one in found if one.content != best.content]
    return Choice(best, list(_told(best, others, target)), [path for path in named if path not in (best.path, target)])


def _files(folder: Path) -> list[Path]:
    """What may be the notebook, at the top or one folder deep: ordinary files that were handed in."""
    paths = sorted((*folder.glob("*"), *folder.glob("*/*")), key=lambda path: (len(path.parts), path.name))
    return [p for p in paths if not is_hidden(p.relative_to(folder)) and p.is_file() and not p.is_symlink()]


def _is_placeholder(path: Path) -> bool:
    return path.stat().st_size == len(PLACEHOLDER) and path.read_text("utf-8", "replace") == PLACEHOLDER


def _may_hold_one(path: Path) -> bool:
    """Whether a file of another name looks like a notebook, or is an archive."""
    if path.suffix.lower() == ".zip":
        return True
    with path.open("rb") as file:
        return text_of(file.read(200)[:200]).startswith("{")


def _read(lab: Lab, paths: Iterable[Path]) -> list[Candidate]:
    found = []
    for path in paths:
        one = Candidate(path)
        try:
            if path.suffix.lower() == ".zip":
                one.content, one.beside = archives.notebook_in(path, lab.name)
            else:
                one.content = read_file(path)
            one.notebook = read_bytes(one.content)
            one.rank = _rank(lab, one.notebook)
        except Unreadable as error:
            one.why = str(error)
        found.append(one)
    return found


def _rank(lab: Lab, notebook: NotebookNode) -> tuple[bool, bool]:
    """Whether it is a notebook of this lab at all, and whether somebody answered something in it."""
    tried = copy.deepcopy(notebook)
    there = set(map(id, tried.cells))
    structure.repair(tried, lab.release)
    given = [id(c) in there for c in tried.cells if structure.is_given(c) and c.cell_type == "code"]
    stubs = [c.source for c in lab.release.cells if structure.is_answer(c)]
    own = [c for c in tried.cells if not structure.is_given(c) and (c.cell_type == "code" or structure.is_answer(c))]
    answered = any(
        c.source.strip() and not any(same(c.cell_type == "code", c.source, stub) for stub in stubs) for c in own
    )
    belongs = sum(given) >= LEAST * len(given)
    return belongs, belongs and answered


def _best(found: list[Candidate], target: Path) -> Candidate:
    """The newest of those that fit best; of those that came at the same time the one that is called as it should."""
    fitting = [one for one in found if one.rank == max(other.rank for other in found)]
    newest = max(one.path.stat().st_mtime for one in fitting)
    fitting = [one for one in fitting if one.path.stat().st_mtime >= newest - SAME_TIME]
    exact = [one for one in fitting if one.path == target]
    alike = [one for one in fitting if one.path.name.lower() == target.name.lower()]
    return (exact or alike or sorted(fitting, key=lambda one: _number(one.path)))[-1]


def _number(path: Path) -> tuple[int, str]:
    """The number that programs put behind the name of a copy: the last one is the newest."""
    found = re.findall(r"\d+", path.stem)
    return (int(found[-1][:9]) if found else 0), path.name


def _told(best: Candidate, others: list[Candidate], target: Path) -> Iterable[str]:
    name = quoted(best.path.name)
    if best.path.suffix.lower() == ".zip":
        yield f"Your notebook was taken out of {name}; it was graded as {target.name}. Please submit the file itself."
    elif best.path != target:
        yield f"Your notebook was called {name}; it was graded as {target.name}."
    copies = [quoted(one.path.name) for one in others if not one.why]
    if copies:
        why = "answers were changed in it" if best.rank[1] else "it is the newest"
        yield f"Of several notebooks {name} was graded: {why}. Not graded: {', '.join(few(copies, MOST_NAMED))}."
    for one in [one for one in others if one.why][:MOST_NAMED]:
        yield f"{quoted(one.path.name)} was not taken. {one.why}"


def _refused(found: list[Candidate], files: list[Path], target: Path) -> list[str]:
    """What was handed in where there is no notebook, and why each was not taken."""
    why = {one.path: one.why for one in found if one.path != target}
    left = [path for path in files if path not in why and path.name not in (target.name, "timestamp.txt")]
    told = [f"{quoted(path.name)} was not taken. {reason}" for path, reason in why.items()]
    told += [f"{quoted(path.name)} was not taken. It is no notebook: submit the file {target.name}." for path in left]
    return few(told, MOST_NAMED)

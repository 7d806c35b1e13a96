"""Reads hostile submissions: like the answers of the corpus, each a small file that says what it should earn.

A docstring, its last paragraph YAML, then code; `# %%` begins a further cell, `# %% file <path>` a further file.
The keys of the YAML:

    tries      what it tries, in a few words
    earns      points of the graded cells, where they differ from what `base` earns
    base       "nothing" (the default): the other answers stay as released, and earn nothing; "solved"
    place      where the cells go: "instead" of the answer (the default), "behind" it, "before" it
    cell       the answer cell, when it is not the one of `defaults.yaml`
    told       what the student must read, a text or several
    untold     what the student must not read
    modes      for a mode of the sandbox, other values of `earns` and `told`
    links, cells, own, raw    what code in a cell cannot do: see labgrader/attacks/handin.py
"""

from __future__ import annotations

import ast
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import yaml

from labgrader.lab import CourseError, Lab

FILE = "# %% file "
CELL = "# %%"
KEYS = {"tries", "earns", "base", "place", "cell", "told", "modes", "links", "cells"}
KEYS |= {"own", "raw", "untold"}


@dataclass(frozen=True)
class Attack:
    """One hostile submission.

    Attributes:
        name: `<class>/<name>`.
        sources: its cells.
        files: its further files, by path.
        facts: the YAML of its docstring.
    """

    name: str
    summary: str
    cell: str
    sources: tuple[str, ...]
    files: dict[str, str] = field(default_factory=dict)
    facts: dict[str, Any] = field(default_factory=dict)

    @property
    def kind(self) -> str:
        """Its class."""
        return self.name.partition("/")[0]

    @property
    def student(self) -> str:
        """Who hands it in."""
        return "m-" + self.name.replace("/", "-")

    @property
    def tries(self) -> str:
        return self.facts.get("tries", self.summary)

    @property
    def solved(self) -> bool:
        """Whether its other answers are right."""
        return self.facts.get("base", "nothing") == "solved"

    @property
    def told(self) -> list[str]:
        """What the student must read."""
        told = self.facts.get("told", [])
        return [str(text) for text in (told if isinstance(told, list) else [told])]

    def earns(self, lab: Lab) -> dict[str, float]:
        """What each graded cell must earn: no more, and no less."""
        points = lab.points if self.solved else dict.fromkeys(lab.points, 0.0)
        return points | {name: float(value) for name, value in self.facts.get("earns", {}).items()}

    @property
    def untold(self) -> str:
        """What the student must not read: it would tell of the second run."""
        return str(self.facts.get("untold", ""))

    def in_mode(self, mode: str) -> Attack:
        """The attack with what is expected of it in a mode of the sandbox."""
        return replace(self, facts=self.facts | self.facts.get("modes", {}).get(mode, {}))


@dataclass(frozen=True)
class Corpus:
    """The attacks, and what they have in common."""

    lab: str
    wrong: str  # the neighbour who hands in a wrong answer hands in this one
    tell: str  # a cell before each attack: what it calls to let out what it found
    attacks: tuple[Attack, ...]


def read_corpus(folder: Path) -> Corpus:
    """Read `defaults.yaml`, `tell.py` and every attack of a folder.

    Raises:
        CourseError: one of the files does not say what it is.
    """
    if not (folder / "defaults.yaml").is_file():
        raise CourseError(f"{folder} has no defaults.yaml: there are no attacks to try.")
    common = yaml.safe_load((folder / "defaults.yaml").read_text(encoding="utf-8"))
    found = [read_attack(path, folder, common["cell"]) for path in sorted(folder.glob("*/*.py"))]
    tell = (folder / "tell.py").read_text(encoding="utf-8")
    return Corpus(common["lab"], common["wrong"], tell, tuple(found))


def read_attack(path: Path, folder: Path, cell: str) -> Attack:
    """Read one file.

    Raises:
        CourseError: its docstring does not say what it is.
    """
    source = path.read_text(encoding="utf-8")
    try:
        end = source.index('"""', source.index('"""') + 3) + 3
        head, _, text = ast.literal_eval(source[:end].strip()).strip().rpartition("\n\n")
        facts = yaml.safe_load(text)
        if set(facts) - KEYS:
            raise KeyError(f"no such key: {', '.join(sorted(set(facts) - KEYS))}")
        sources, files = _parts(source[end:].strip("\n"))
        name = path.relative_to(folder).with_suffix("").as_posix()
        return Attack(name, head.strip().split("\n")[0], facts.get("cell", cell), sources, files, facts)
    except (ValueError, KeyError, TypeError, SyntaxError, yaml.YAMLError) as error:
        raise CourseError(f"{path}: cannot be read ({error!r}). labgrader/attacks/hostile.py says how.") from error


def _parts(text: str) -> tuple[tuple[str, ...], dict[str, str]]:
    cells: list[str] = [""]
    files: dict[str, str] = {}
    into = None
    for line in text.split("\n"):
        if line.startswith(FILE):
            into = line.removeprefix(FILE).strip()
            files[into] = ""
        elif line.strip() == CELL:
            into = None
            cells.append("")
        elif into is None:
            cells[-1] += line + "\n"
        else:
            files[into] += line + "\n"
    return tuple(cell.strip("\n") for cell in cells), files

"""Reads why a case must stay as it is: `tests/proof/<lab>/reasons.toml`, written by a teacher who looked at it."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path

from labgrader.lab import CourseError, Lab

_HOW = "A reason is a table [[reason]] of three texts: study, case (with * for anything) and why (a sentence)."


@dataclass(frozen=True)
class Reason:
    """Why some cases of a study stay as they are; `case` is a pattern for their names."""

    study: str
    case: str
    why: str


def proof_folder(lab: Lab) -> Path:
    """Where the files of one lab's proof are."""
    return lab.root / "tests" / "proof" / lab.name


def why(lab: Lab, study: str, case: str) -> str:
    """The written reason for a case, or "" when there is none.

    Raises:
        CourseError: the file of reasons cannot be read.
    """
    return next((r.why for r in reasons(lab) if r.study == study and fnmatchcase(case, r.case)), "")


def reasons(lab: Lab) -> tuple[Reason, ...]:
    """All written reasons of a lab, in the order of the file; none when there is no file.

    Raises:
        CourseError: the file of reasons cannot be read.
    """
    return _read(proof_folder(lab) / "reasons.toml")


@cache
def _read(path: Path) -> tuple[Reason, ...]:
    if not path.is_file():
        return ()
    try:
        found = tuple(Reason(**table) for table in tomllib.loads(path.read_text(encoding="utf-8"))["reason"])
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, KeyError, TypeError) as error:
        raise CourseError(f"{path}: cannot be read ({error!r}). {_HOW}") from error
    for reason in found:
        if not all(isinstance(text, str) and text.strip() for text in (reason.study, reason.case, reason.why)):
            raise CourseError(f"{path}: {reason} lacks something. {_HOW}")
    return found

"""Keeps nbgrader's own commands from taking a student's id for a pattern: of such folders nothing is read."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from nbgrader.converters import BaseConverter
from nbgrader.converters.base import NbGraderException

from labgrader.student_ids import student_id_problem

EVERYBODY = "*"  # nbgrader's own way to say so


def refuse_patterns(converter: BaseConverter | None) -> None:
    """Take the folders whose student's id is none out of what a converter is about to do, which then fails at its end.

    Called by our exporters, which nbgrader makes when it knows what it will convert, and has opened nothing of it.

    Raises:
        NbGraderException: it was asked for such an id alone.
    """
    if getattr(converter, "coursedir", None) is None:
        return
    asked = converter.coursedir.student_id
    if asked != EVERYBODY:
        if problem := student_id_problem(asked):
            converter.log.error(problem)
            raise NbGraderException(problem)
        return
    folders = folders_of_everybody(converter)
    problems = {str(folder): problem for folder in folders if (problem := student_id_problem(folder.parent.name))}
    if not problems:
        return
    for problem in problems.values():
        converter.log.error(problem)
    converter.assignments = {
        folder: notebooks for folder, notebooks in converter.assignments.items() if folder not in problems
    }

    def fail() -> None:
        raise NbGraderException("\n".join(problems.values()))

    afterwards(converter, "convert_notebooks", fail)


def folders_of_everybody(converter: BaseConverter) -> Iterator[Path]:
    """All that stands where a submission of the assignment would, whatever is in it."""
    name = converter.coursedir.assignment_id
    return Path(converter._format_source(name, "student")).parent.parent.glob(f"*/{name}")


def afterwards(owner: object, method: str, then: Callable[[], None]) -> None:
    """Have something done when a method of an object has ended well; once, however often this is called."""
    before = getattr(owner, method)
    if getattr(before, "followed", False):
        return

    def both(*args: object, **kwargs: object) -> None:
        before(*args, **kwargs)
        then()

    both.followed = True
    setattr(owner, method, both)

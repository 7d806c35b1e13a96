"""Finds submissions in the exchange as they arrive, and collects those that are asked for."""

from __future__ import annotations

from collections.abc import Callable, Collection
from pathlib import Path
from typing import Any

from nbgrader.exchange import ExchangeError
from nbgrader.utils import temp_attrs

from labgrader.course import Course
from labgrader.lab import CourseError
from labgrader.seam.collect import GuardedCollect, Handed, is_whole

NOT_WANTED = "not now"


class Inbound:
    """The folder that students' submissions arrive in, and which of them are new.

    It is polled: on a shared volume nobody tells of a file that another machine wrote.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._seen: set[str] = set()
        self._unfinished: set[str] = set()

    def new(self) -> list[tuple[str, str]]:
        """Lab and student of each submission that has become whole since the last call."""
        try:
            names = {path.name for path in self.path.iterdir()}
        except FileNotFoundError:  # nothing was released yet
            return []
        self._unfinished = {n for n in (names - self._seen) | self._unfinished if n in names}
        self._seen = names
        whole = {name for name in self._unfinished if _is_there(self.path / name)}
        self._unfinished -= whole
        parts = (name.rsplit("+", 3) for name in sorted(whole))
        return [(part[1], part[0]) for part in parts if len(part) > 2]

    def forget(self) -> None:
        """Take everything for new once more: a due date may have changed, or a submission gone."""
        self._seen = set()


def _is_there(path: Path) -> bool:
    try:
        return is_whole(path)
    except FileNotFoundError:
        return False


class CollectSome(GuardedCollect):
    """Collects the submissions of some students, as far as they are wanted.

    Attributes:
        chosen: the submission of each student that was collected, or had been before.
        counts: the one that counts, also where it is not wanted now.
        others: those that do not.
    """

    def __init__(self, students: Collection[str], wanted: Callable[[Handed], bool], **more: Any) -> None:
        super().__init__(**more)
        self.students, self.wanted = students, wanted
        self.chosen: dict[str, Handed] = {}
        self.counts: dict[str, Handed] = {}
        self.others: dict[str, list[Handed]] = {}

    def _read_name(self, path: Path) -> Handed | None:
        return super()._read_name(path) if path.name.rsplit("+", 3)[0] in self.students else None

    def _collect(self, genuine: list[Handed], remarks: list[str]) -> str:
        chosen = self.counting(genuine)
        self.counts[chosen.student] = chosen
        self.others[chosen.student] = [handed for handed in genuine if handed is not chosen]
        if not self.wanted(chosen):
            return NOT_WANTED
        outcome = super()._collect(genuine, remarks)
        self.chosen[chosen.student] = chosen
        return outcome


def collect(
    course: Course, students: Collection[str], wanted: Callable[[Handed], bool], *, late_counts: bool
) -> CollectSome:
    """Collect the submission that counts of each of some students, if it is wanted.

    Raises:
        CourseError: there is no exchange, or it cannot be read.
    """
    api = course.api
    collector = CollectSome(students, wanted, coursedir=course.coursedir, authenticator=api.authenticator, parent=api)
    collector.update, collector.before_duedate = late_counts, not late_counts
    with temp_attrs(course.coursedir, assignment_id=course.lab.name):
        try:
            collector.start()
        except ExchangeError as error:
            raise CourseError(f"Nothing was collected: {error}") from error
    return collector

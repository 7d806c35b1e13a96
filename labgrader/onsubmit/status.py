"""What the service that grades on submit has to do: counts, for whoever runs it, without names."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil
from pydantic import BaseModel

from labgrader.course import Course, course_config
from labgrader.lab import Lab, lab_names
from labgrader.lock import holder
from labgrader.onsubmit.overview import Overview, Standing, Submission
from labgrader.onsubmit.settings import OnSubmit
from labgrader.state import State
from labgrader.whole import read, write

MINUTE = 60.0
SAME_PROCESS = 2.0  # seconds by which two readings of a process's start may differ


class LabStatus(BaseModel):
    """The counts of one lab.

    Attributes:
        waiting: submissions to be graded.
        oldest: seconds for which the first of them has waited.
        unreleased: answers that are there, and could not be released yet.
        unreleased_oldest: seconds for which the first of them has waited.
        unchecked: submissions that were answered, and could not be checked.
        arriving: submissions that are still being written.
        refused: submissions that are not taken.
        answered: submissions that were graded and answered, in all.
        last_minute: those of the last minute.
    """

    waiting: int = 0
    oldest: float = 0.0
    unreleased: int = 0
    unreleased_oldest: float = 0.0
    unchecked: int = 0
    arriving: int = 0
    refused: int = 0
    answered: int = 0
    last_minute: int = 0

    @property
    def lasting(self) -> dict[str, float]:
        """Those that change only when something happens."""
        return self.model_dump(exclude={"oldest", "unreleased_oldest", "last_minute"})


class Status(BaseModel):
    """The counts of a course.

    Attributes:
        serving: the process that grades on submit; 0 when there is none.
        holder: who has the course lock, in words; "" when nobody has.
    """

    serving: int
    holder: str
    labs: dict[str, LabStatus]

    @property
    def total(self) -> LabStatus:
        """All labs together."""
        oldest, labs = ("oldest", "unreleased_oldest"), list(self.labs.values())
        return LabStatus(
            **{
                name: (max if name in oldest else sum)([getattr(lab, name) for lab in labs] or [0])
                for name in LabStatus.model_fields
            }
        )


class Serving(BaseModel):
    """The process that grades on submit."""

    pid: int
    started: float


class Watch:
    """Reads where a course stands, again and again, from several threads.

    Args:
        names: labs; none for all.
    """

    def __init__(self, root: Path, names: tuple[str, ...] = ()) -> None:
        self.root, self.names = Path(root), names
        self.late_counts = OnSubmit(config=course_config(self.root)).late_counts
        self.overviews: dict[str, Overview] = {}
        self._one_at_a_time = threading.Lock()
        self.find_labs()

    def find_labs(self) -> None:
        """Look for labs that are new. It changes the process's folder for a moment: call it in the main thread."""
        new = [name for name in self.names or lab_names(self.root) if name not in self.overviews]
        made = {n: Overview(Course(Lab(self.root, n)), late_counts=self.late_counts) for n in new}
        self.overviews = {**self.overviews, **made}

    def submissions(self) -> Iterator[tuple[Overview, dict[str, list[Submission]]]]:
        """The submissions of each student, of each lab."""
        for overview in self.overviews.values():
            with self._one_at_a_time:
                found = overview.read()
            yield overview, found

    def read(self) -> Status:
        """The status now."""
        labs = {o.course.lab.name: counts(o, list(_all(found))) for o, found in self.submissions()}
        return Status(serving=serving(self.root), holder=holder(self.root), labs=labs)

    def unchecked(self) -> dict[str, dict[str, str]]:
        """Who could not be checked, and why, of each lab: for the instructor alone."""
        return {
            overview.course.lab.name: {one.student: why for one, why in _unchecked(overview, _all(found))}
            for overview, found in self.submissions()
        }


def counts(overview: Overview, found: list[Submission]) -> LabStatus:
    """The counts of a lab's submissions."""
    now = time.time()
    waits = {s: [now - one.since for one in found if one.standing is s] for s in Standing}
    ages = [now - one.answered.at for one in found if one.answered is not None]
    return LabStatus(
        waiting=len(waits[Standing.WAITING]),
        oldest=round(max(waits[Standing.WAITING], default=0.0), 1),
        unreleased=len(waits[Standing.UNRELEASED]),
        unreleased_oldest=round(max(waits[Standing.UNRELEASED], default=0.0), 1),
        unchecked=len(_unchecked(overview, found)),
        arriving=len(waits[Standing.ARRIVING]),
        refused=len(waits[Standing.REFUSED]),
        answered=len(ages),
        last_minute=sum(age < MINUTE for age in ages),
    )


def _all(found: dict[str, list[Submission]]) -> Iterator[Submission]:
    return (one for submissions in found.values() for one in submissions)


def _unchecked(overview: Overview, found: Iterable[Submission]) -> list[tuple[Submission, str]]:
    """Submissions that count and could not be checked, with the reason, unless they have been graded since."""
    noted = [one for one in found if one.counts and one.answered is not None and one.answered.unchecked]
    reports = [overview.course.report(one.student) for one in noted]
    return [
        (one, report.unchecked if report else one.answered.unchecked)
        for one, report in zip(noted, reports, strict=True)
        if report is None or report.unchecked
    ]


@contextmanager
def noted_as_serving(root: Path) -> Iterator[None]:
    """Note that this process grades on submit, meanwhile."""
    us, path = psutil.Process(), State(root).serving
    write(path, Serving(pid=us.pid, started=us.create_time()).model_dump_json())
    try:
        yield
    finally:
        path.unlink(missing_ok=True)


def serving(root: Path) -> int:
    """The process that grades on submit; 0 when there is none."""
    noted = read(State(root).serving, Serving.model_validate_json, "It is written anew when the service starts.")
    try:
        # A number is used again: it is the same process if it began at the same time.
        same = noted and abs(psutil.Process(noted.pid).create_time() - noted.started) < SAME_PROCESS
    except psutil.Error:
        same = False
    return noted.pid if noted and same else 0

"""Reads what is published: once for everybody who asks, and again when it has changed."""

from __future__ import annotations

from pathlib import Path

from labgrader.coursepage.published import CourseState, Published, StudentState


class Store(Published):
    """What is published, as requests ask for it."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self._course, self._version = CourseState(), -1
        self._places: dict[str, int] = {}
        self._states: dict[str, tuple[int, StudentState]] = {}

    def course(self) -> CourseState:
        """The course."""
        version = changed(self.course_path)
        if version != self._version:
            self._course, self._version = super().course(), version
            self._places = {waiting.id: place for place, waiting in enumerate(self._course.queue)}
        return self._course

    def before(self, id: str) -> int | None:
        """How many submissions are graded before one; None when it is not in the queue."""
        self.course()
        return self._places.get(id)

    def seen(self, student: str) -> object:
        """Something that differs when a student's page does."""
        state = self.student(student)
        places = [
            self.before(e.id) for work in state.labs.values() for e in work.submissions if e.standing == "waiting"
        ]
        return changed(self.state_path(student)), tuple(places), tuple(lab.due for lab in self.course().labs)

    def student(self, student: str) -> StudentState:
        """What a student handed in."""
        version = changed(self.state_path(student))
        if not version:  # of a name that nobody has, nothing is remembered
            return StudentState()
        if student not in self._states or self._states[student][0] != version:
            self._states[student] = (version, super().student(student))
        return self._states[student][1]


def changed(path: Path) -> int:
    """When a file was written; 0 when there is none."""
    try:
        return path.stat().st_mtime_ns
    except OSError:
        return 0

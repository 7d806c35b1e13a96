"""Grades a class: submissions are run by many workers, and recorded through nbgrader one after another.

A submission is finished when its score and its feedback are written, and then marked so. Whatever interrupts the
grading, the next one goes on with those that are not, from the results that are kept.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from time import perf_counter

from nbgrader.utils import find_all_files

from labgrader import intake, pool, runner, structure, tidy
from labgrader.course import Course, StudentResult
from labgrader.graderfiles import verdict_files
from labgrader.kept import Kept, digest, engine, key_of, pack
from labgrader.lab import CourseError
from labgrader.lock import alone
from labgrader.plaintext import quoted
from labgrader.reference import Faults, find_faults
from labgrader.runner import Job, Result
from labgrader.sandbox import Sandbox
from labgrader.seam.execute import ExecuteAndGrade, nothing_ran
from labgrader.seam.sanitize import as_recorded
from labgrader.seam.speed import remembering
from labgrader.whole import read, write

LOST = (
    f"Running your notebook ended the program that ran it, {pool.ATTEMPTS} times. "
    "Look for code that needs very much memory."
)


SLOW = 2  # submissions of a student that met the limit of time: the next ones wait until the others are done


@dataclass
class Times:
    """Where the time went, in seconds.

    Attributes:
        total: from the first submission to the last.
        waiting: for a worker to be done.
        recording: in nbgrader: sanitising, grading, gradebook and files.
        feedback: rendering the pages.
    """

    total: float = 0.0
    waiting: float = 0.0
    recording: float = 0.0
    feedback: float = 0.0

    @contextmanager
    def spent(self, on: str) -> Iterator[None]:
        began = perf_counter()
        try:
            yield
        finally:
            setattr(self, on, getattr(self, on) + perf_counter() - began)


@dataclass
class Classroom:
    """One lab's submissions, and the configuration that they are graded with."""

    course: Course
    times: Times = field(default_factory=Times)

    def __post_init__(self) -> None:
        self.lab = self.course.lab
        self.kept = Kept(self.lab)
        config = self.course.api.config
        self.confinement = Sandbox(config=config).confinement(self.lab.root)
        self.limits = ExecuteAndGrade(config=config).limits

    def alone(self, who: str = "") -> AbstractContextManager[None]:
        """Keep others from writing to this course at the same time: see `labgrader.lock`."""
        return alone(self.lab.root, who)

    def unfinished(self, students: list[str]) -> list[str]:
        """Those whose submission, or what it is graded with, has changed since it was graded."""
        graded, common = self.course.graded(), self.common()
        return [
            student
            for student in students
            if student not in graded
            or not self.course.feedback_page(student).is_file()
            or self.mark(student) != self._as_now(student, common)
            or self.course.report(student) is None
        ]

    def grade(
        self, students: Iterable[str], executor: Executor, *, fresh: bool, run_one: Callable = pool.execute
    ) -> Iterator[StudentResult]:
        """Run, grade and record submissions; what came of each, as it comes.

        Args:
            students: in the order in which they are run, but for those who often take long.
            fresh: run all of them again, also those whose result is kept.
        """
        common, began = self.common(), perf_counter()
        _ = self.faults  # before anybody is graded
        jobs = self._jobs(self._slow_last(students), fresh=fresh)
        done = pool.run_all(executor, jobs, self.confinement, run_one)
        with remembering():
            for student in self._as_they_come(done):
                self.times.total = perf_counter() - began
                yield self._record(student, common)
                self.times.total = perf_counter() - began

    @cached_property
    def faults(self) -> Faults:
        """The questions in which a right answer may lose points: see `labgrader.reference`."""
        return find_faults(self.lab, self.confinement, self.limits, again=True)

    def _slow_last(self, students: Iterable[str]) -> Iterator[str]:
        """Students as they come, and then those whose submissions have kept a worker for long again and again."""
        waiting = []
        for student in students:
            if self._slow(student) >= SLOW:
                waiting.append(student)
            else:
                yield student
        yield from waiting

    def _slow(self, student: str) -> int:
        """How many submissions of a student have met the limit of time."""
        try:
            return int(json.loads(self._state("slow", student).read_text(encoding="utf-8")))
        except (OSError, ValueError):
            return 0

    def _jobs(self, students: Iterable[str], *, fresh: bool) -> Iterator[tuple[str, Job]]:
        """What is to be run; submissions that need not be run are ready at once."""
        self.ready: list[str] = []
        self.keys: dict[str, str] = {}
        promised: set[str] = set()
        for student in students:
            with self.times.spent("recording"):
                job = self._job(student)
                key = key_of(job, self.confinement) if job else ""
            if job is None or key in promised or (key in self.kept and not fresh):
                self.ready.append(student)
                continue
            promised.add(key)
            self.keys[student] = key
            yield student, job

    def _as_they_come(self, done: Iterator[pool.Done]) -> Iterator[str]:
        """Who can be recorded: those that were run, and in between those that need not be."""
        while True:
            with self.times.spent("waiting"):
                item = next(done, None)
            if item is not None:
                self._keep(item)
                yield item.name
            while self.ready:
                yield self.ready.pop(0)
            if item is None:
                return

    def _keep(self, done: pool.Done) -> None:
        """Keep what came of a job. An error of ours or of the machine's is met again, and told, when it is recorded."""
        key = self.keys.pop(done.name)
        if done.packed is not None:
            self.kept.put(key, done.packed)
            if (self.kept.seconds(key) or 0) >= self.limits.notebook:
                write(self._state("slow", done.name), json.dumps(self._slow(done.name) + 1))
        elif done.lost:
            notebook = self.lab.release
            self.kept.put(key, pack(Result(nothing_ran(self.lab, LOST), notebook)))

    def _job(self, student: str) -> Job | None:
        """What nbgrader's steps will ask to be run; None when there is nothing to run."""
        folder = self.course.folder("submitted", student)
        tidy.put_in_order(self.lab, student, folder)
        intake.put_notebook_in_place(folder, self.lab)
        try:
            notebook = intake.read_submission(folder / f"{self.lab.name}.ipynb")
        except intake.Unreadable:
            return None
        structure.repair(notebook, self._release)
        wanted = find_all_files(str(folder), [*self.course.coursedir.ignore, "*.ipynb"])
        names = {Path(path).relative_to(folder).as_posix() for path in wanted}
        files = {name: content for name, content in intake.submitted_files(folder).items() if name in names}
        return runner.job_for(self.lab, notebook, files | self.lab.files, limits=self.limits)

    @property
    def _release(self):
        if not hasattr(self, "_recorded"):
            self._recorded = as_recorded(self.lab, self.course.coursedir.db_url)
        return self._recorded

    def _record(self, student: str, common: dict[str, str]) -> StudentResult:
        """Have nbgrader grade a submission whose result is kept, write its feedback, and mark it as finished."""
        mark = self._as_now(student, common)
        with self.times.spent("recording"):
            result = self.course.autograde(student)
        if result.report is not None:
            try:
                with self.times.spent("feedback"):
                    self.course.generate_feedback(student)
            except CourseError as error:  # of one page: the class goes on, and this one is listed
                return StudentResult(student, None, str(error))
            if not result.report.unchecked:
                self.set_mark(student, mark)
        return result

    def mark(self, student: str) -> dict[str, str]:
        """What a submission was when it was finished, and what it was graded with; {} when it is not finished."""
        then = f"The submission of {quoted(student)} is graded again."
        return read(self._mark_path(student), lambda content: dict(json.loads(content)), then) or {}

    def set_mark(self, student: str, mark: dict[str, str]) -> None:
        """Note that a submission is finished."""
        write(self._mark_path(student), json.dumps(mark))

    def _mark_path(self, student: str) -> Path:
        return self._state("finished", student)

    def _state(self, what: str, student: str) -> Path:
        return self.lab.state_path / what / self.lab.name / f"{student}.json"

    def common(self) -> dict[str, str]:
        """Hashes of what every submission is run and graded with."""
        given = [path.read_bytes() for path in (self.lab.source_path, self.lab.release_path)]
        given += [content for pair in self.lab.files.items() for content in (pair[0].encode(), pair[1])]
        run = [engine(), list(map(_hash, given)), str(self.limits), self.confinement.limits]
        return {"run": digest(run), "graders": digest([_hash(path.read_bytes()) for path in verdict_files(self.lab)])}

    def _as_now(self, student: str, common: dict[str, str]) -> dict[str, str]:
        """The mark of a submission that is finished as it stands in its folder now."""
        folder, parts = self.course.folder("submitted", student), []
        for path in sorted(folder.rglob("*")):
            status, name = path.lstat(), path.relative_to(folder).as_posix()
            whole = path.is_file() and not path.is_symlink() and status.st_size <= intake.MAX_NOTEBOOK_BYTES
            parts.append([name, _hash(path.read_bytes()) if whole else [status.st_mode, status.st_size]])
        return common | {"submission": digest(parts)}


def _hash(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()

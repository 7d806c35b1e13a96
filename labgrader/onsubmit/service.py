"""Grades each submission as it arrives: on warm kernels, under the course lock, one batch after another.

What has been answered stands in the journal, and what was graded in the course: so nothing is remembered here that
another service could not find out again.
"""

from __future__ import annotations

import logging
import threading
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import Executor
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from labgrader.course import Course, StudentResult, course_config
from labgrader.kernels import KernelStartError
from labgrader.lab import CourseError, Lab, lab_names
from labgrader.lock import alone
from labgrader.onsubmit.answer import answer
from labgrader.onsubmit.incoming import Inbound, collect
from labgrader.onsubmit.journal import Answered, Journal, Record
from labgrader.onsubmit.metrics import metrics_on
from labgrader.onsubmit.notices import answer_the_others
from labgrader.onsubmit.publisher import publishing
from labgrader.onsubmit.settings import OnSubmit
from labgrader.onsubmit.status import Watch, noted_as_serving
from labgrader.pipeline import workers
from labgrader.pipeline.classroom import Classroom
from labgrader.plaintext import MAX_MESSAGE, few, plain, quoted
from labgrader.sandbox import Sandbox
from labgrader.seam.collect import MOST_LOGGED, GuardedCollect, Handed

BATCH_SECONDS = 5.0  # that others may have to wait for the course
PAUSE = 0.2  # in which they get it
AT_ONCE = 4  # students that are collected together
RETRY_SECONDS = 30.0  # after a fault of ours or of the machine's
ATTEMPTS = 3
RECHECK_SECONDS = 300.0  # due dates and extensions are changed while nothing arrives

log = logging.getLogger("labgrader.onsubmit")


@dataclass
class Due:
    """What is still to be looked at, of one lab: each student, and not before when (`time.monotonic`)."""

    students: dict[str, float] = field(default_factory=dict)

    def add(self, student: str, after: float = 0.0) -> None:
        self.students[student] = after

    def now(self) -> list[str]:
        """Who is to be looked at, in the order of arrival."""
        return [student for student, after in self.students.items() if after <= time.monotonic()]


class Service:
    """Grades the labs of a course on submit.

    Args:
        names: labs; none for all, also those that are added later.
        publish: the folder of what the course page shows; None for no page.
    """

    def __init__(self, root: Path, names: tuple[str, ...] = (), publish: Path | None = None) -> None:
        self.root, self.names, self.publish = Path(root).resolve(), names, publish
        for name in names or lab_names(self.root)[:1] or ("",):
            Lab(self.root, name)  # says so when there is none
        self.due: dict[str, Due] = {}
        self.attempts: Counter[tuple[str, str, str]] = Counter()
        self.working = False  # else it can be ended at once
        self._stopping = threading.Event()
        self._checked = time.monotonic()

    def stop(self) -> None:
        """End after what is being run now; whatever is left is found again."""
        self._stopping.set()

    def run(self, *, once: bool = False) -> None:
        """Grade until `stop` is called, or until nothing is left to do."""
        config = course_config(self.root)
        self.settings = OnSubmit(config=config)
        self._inbound = Inbound(_inbound(self.root))
        self._confinement = Sandbox(config=config).confinement(self.root)
        self.watch = Watch(self.root, self.names)
        log.info("Waiting for submissions in %s.", self._inbound.path)
        with ExitStack() as stack:
            stack.enter_context(noted_as_serving(self.root))
            stack.enter_context(metrics_on(self.settings.metrics_port, self.watch.read))
            stack.enter_context(publishing(self.watch, self.publish))
            executor, _ = stack.enter_context(workers.local())
            self._serve(executor, once)

    def _serve(self, executor: Executor, once: bool) -> None:
        while not self.stopping:
            try:
                workers.warm(executor, self._confinement)  # before anybody waits for it
                worked = self.step(executor)
            except (CourseError, KernelStartError, OSError) as error:
                log.error("%s Trying again in %g s.", error, RETRY_SECONDS)
                self._inbound.forget()
                self._stopping.wait(RETRY_SECONDS)
                continue
            if once and not worked and not any(due.students for due in self.due.values()):
                return
            self._stopping.wait(PAUSE if worked else self.settings.poll)

    def step(self, executor: Executor) -> int:
        """Grade a batch of what has arrived of each lab; how many submissions."""
        if time.monotonic() - self._checked > RECHECK_SECONDS:
            self._checked = time.monotonic()
            self._inbound.forget()
            self.watch.find_labs()
        self.look()
        return sum(self._batch(name, executor) for name, due in list(self.due.items()) if due.now())

    def look(self) -> None:
        """See what has arrived since; also called while a batch is being graded."""
        arrived = self._inbound.new()
        if arrived:
            known = self.names or lab_names(self.root)
            for name, student in arrived:
                if name in known:
                    self.due.setdefault(name, Due()).add(student)

    def _batch(self, name: str, executor: Executor) -> int:
        """Collect, grade and answer submissions of a lab, for some seconds."""
        with alone(self.root, f"the grading on submit of {name}", wait=-1, notice=log.info):
            batch = Batch(self, Course(Lab(self.root, name)))
            batch.course.ensure_assignment()
            self.working = True
            try:
                return batch.run(executor)
            finally:
                self.working = False

    @property
    def stopping(self) -> bool:
        return self._stopping.is_set()


class Batch:
    """Some submissions of one lab, graded while the course is ours."""

    def __init__(self, service: Service, course: Course) -> None:
        self.service, self.course, self.settings = service, course, service.settings
        self.due = service.due[course.lab.name]
        self.journal = Journal(course.lab)
        self.handed: dict[str, Handed] = {}  # what is being graded, by student

    def run(self, executor: Executor) -> int:
        """Grade; how many submissions were answered."""
        done = 0
        for result in Classroom(self.course).grade(self._arriving(), executor, together=AT_ONCE):
            self._answer(result)
            done += 1
        return done

    def _arriving(self) -> Iterator[str]:
        """Students whose submission was just collected: asked for whenever a worker is free."""
        until = time.monotonic() + BATCH_SECONDS
        while time.monotonic() < until and not self.service.stopping:
            self.service.look()
            # Who is being graded is left alone until that is done: then what they handed in since comes next.
            students = [s for s in self.due.now() if s not in self.handed][:AT_ONCE]
            if not students:
                return
            yield from self._collect(students)

    def _collect(self, students: list[str]) -> list[str]:
        for student in students:
            del self.due.students[student]
        found = collect(self.course, students, self._is_wanted, late_counts=self.settings.late_counts)
        for result in found.collected:
            for remark in few(result.remarks, MOST_LOGGED):
                log.warning("%s %s: %s", quoted(result.student), self.course.lab.name, remark)
        try:
            answer_the_others(self.course, found)
        except CourseError as error:
            for student in found.counts:
                self._again(student, str(error))
        taken = {s: handed for s, handed in found.chosen.items() if self.course.folder("submitted", s).is_dir()}
        self.handed |= taken
        return list(taken)

    def _is_wanted(self, handed: Handed) -> bool:
        """Whether a submission is to be graded now; notes when it is to be, if later."""
        record, name = self.journal.of(handed.student), handed.path.name
        if record.last is not None and record.last.submission == name:
            return False
        wait = record.last.at + self.settings.interval - time.time() if record.last else 0.0
        if wait > 0:
            self.due.add(handed.student, time.monotonic() + wait)
            return False
        return True

    def _answer(self, result: StudentResult) -> None:
        """Release the feedback of a submission that was graded, and note it; try again later what failed.

        What could not be graded is tried a few times; what could not be released, until it is.
        """
        student, name = result.student, self.course.lab.name
        handed = self.handed.pop(student)
        failed = plain(result.error or (result.report.unchecked if result.report else ""), MAX_MESSAGE)
        shown = self._shown(self.journal.of(student), handed.path.name)
        if result.report is not None:
            try:
                answer(self.course, student, shown, self.settings.graded_submissions)
            except CourseError as error:
                self.journal.could_not_release(student, handed.path.name, time.time())
                self._again(student, str(error))
                return
        key = (name, student, handed.path.name)
        self.service.attempts[key] += bool(failed)
        if failed and self.service.attempts[key] < ATTEMPTS:
            self._again(student, failed)
        else:
            answered = Answered(submission=handed.path.name, at=time.time(), shown=shown, unchecked=failed)
            self.journal.add(student, answered)
            self._log(result, handed, shown, failed)

    def _again(self, student: str, why: str) -> None:
        """Answer a student later: what was run is kept, so nothing is run again."""
        log.error("%s %s: %s. Trying again in %g s.", quoted(student), self.course.lab.name, why, RETRY_SECONDS)
        self.due.students.setdefault(student, time.monotonic() + RETRY_SECONDS)

    def _shown(self, record: Record, submission: str) -> str:
        most = self.settings.graded_submissions
        return "limit" if most and record.shown_before(submission) >= most else self.settings.shown

    def _log(self, result: StudentResult, handed: Handed, shown: str, failed: str) -> None:
        seconds = (datetime.now(UTC).replace(tzinfo=None) - handed.timestamp).total_seconds()
        points = f"{result.report.score:g} points" if result.report and result.report.score is not None else "no score"
        what = f"could not be checked: {failed}" if failed else f"{points}, shown: {shown}"
        log.info("%s %s: %s, %.1f s after the submit.", quoted(result.student), self.course.lab.name, what, seconds)


def _inbound(root: Path) -> Path:
    """Where submissions of a course arrive."""
    config = course_config(root)
    return Path(GuardedCollect(config=config).root, config.CourseDirectory.course_id, "inbound")

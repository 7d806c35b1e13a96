"""Grades a class: workers read, run, judge and show submissions, and one writer records what came of them.

A submission is finished when its score and its feedback are written, and then marked so. Whatever interrupts the
grading, the next one goes on with those that are not, from the results that are kept.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Executor, Future, wait
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import islice
from time import perf_counter

from labgrader.course import Course, StudentResult
from labgrader.kept import Kept, digest
from labgrader.lock import alone
from labgrader.pipeline import staging
from labgrader.pipeline.context import Context
from labgrader.pipeline.entries import Entry, read_entries
from labgrader.pipeline.marks import Marks, mark_of
from labgrader.pipeline.submission import fingerprint
from labgrader.pipeline.work import Execute, Outcome, Task, work
from labgrader.pipeline.workers import ATTEMPTS, Lost, count_of
from labgrader.pipeline.writer import MOST, Done, Writer
from labgrader.reference import Faults, find_faults
from labgrader.sandbox import Sandbox
from labgrader.seam.course import report_path
from labgrader.settings import ExecuteAndGrade
from labgrader.whole import write

AHEAD = 1  # submissions waiting for each worker
ENDED = f"the process that graded it ended {ATTEMPTS} times"


@dataclass
class Times:
    """Where the time went, in seconds.

    Attributes:
        total: from the first submission to the last.
        waiting: for a worker to be done.
        recording: putting rows into the gradebook, and files in place.
    """

    total: float = 0.0
    waiting: float = 0.0
    recording: float = 0.0

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
        self.kept, self.marks = Kept(self.lab), Marks(self.lab)

    def alone(self, who: str = "") -> AbstractContextManager[None]:
        """Keep others from writing to this course at the same time: see `labgrader.lock`."""
        return alone(self.lab.root, who)

    @cached_property
    def context(self) -> Context:
        """What submissions are graded with now."""
        return Context.read(self.lab, self.course.api.config, self.course.coursedir)

    @cached_property
    def faults(self) -> Faults:
        """The questions in which a right answer may lose points: see `labgrader.reference`."""
        config = self.course.api.config
        confinement = Sandbox(config=config).confinement(self.lab.root)
        return find_faults(self.lab, confinement, ExecuteAndGrade(config=config).limits, again=True)

    def unfinished(self, students: Sequence[str]) -> list[str]:
        """Those whose submission, or what it is graded with, has changed since it was graded."""
        graded, entries = self.course.graded(), self._entries(students)
        return [
            student
            for student in students
            if student not in graded
            or not self.course.feedback_page(student).is_file()
            or self.marks.of(student) != self._as_now(student, entries[student])
            or self.course.report(student) is None
        ]

    def _as_now(self, student: str, entry: Entry | None = None) -> dict[str, str]:
        """The mark of a submission that is finished as it stands in its folder now."""
        entry = entry or self._entries([student])[student]
        return mark_of(self.context, fingerprint(self.course.folder("submitted", student)), entry)

    def _entries(self, students: Sequence[str]) -> dict[str, Entry]:
        with self.course.gradebook() as gradebook:
            return read_entries(gradebook, self.lab.name, students)

    def grade(
        self,
        students: Iterable[str],
        workers: Executor,
        *,
        fresh: bool = False,
        kept_only: bool = False,
        execute: Execute | None = None,
        together: int = MOST,
    ) -> Iterator[StudentResult]:
        """Grade submissions and record them; what came of each, as it comes.

        Args:
            students: in the order in which they are graded, but for those whose submissions often take long.
            workers: do the work.
            fresh: run all of them, also those whose result is kept.
            kept_only: run nothing, and leave alone of whom nothing is kept.
            execute: runs a job, in the place of kernels of this machine.
            together: students who are asked for at once.
        """
        began = perf_counter()
        made_of = digest([self.context.made_of, self.faults.model_dump(mode="json")])  # before anybody is graded
        with ExitStack() as stack:
            gradebook = stack.enter_context(self.course.gradebook())
            writer = Writer(gradebook, self.lab.name, create_students=self.course.creates_students)
            shared = Task(self.lab.root, self.lab.name, "", made_of, Entry(), fresh=fresh, kept_only=kept_only)
            shared = replace(shared, execute=execute, staged=not self.course.steps_of_its_own)
            self._clear()
            tasks = self._tasks(self._slow_last(students), shared, writer, together)
            for outcomes in _as_they_come(workers, tasks, self.times):
                with self.times.spent("recording"):
                    results = self._record(outcomes, writer, workers)
                yield from results
                self.times.total = perf_counter() - began
        self.times.total = perf_counter() - began

    def _clear(self) -> None:
        """Repair what a grading that was killed has left behind."""
        folders = [self.course.folder(step, "*").parent.parent for step in ("autograded", "feedback")]
        for folder in folders:
            staging.put_back(folder)
        staging.clear(self.lab, *folders)

    def _slow_last(self, students: Iterable[str]) -> Iterator[str]:
        """Students as they come, and then those whose submissions have kept a worker for long again and again."""
        waiting = []
        for student in students:
            if self.marks.is_slow(student):
                waiting.append(student)
            else:
                yield student
        yield from waiting

    def _tasks(self, students: Iterable[str], shared: Task, writer: Writer, together: int) -> Iterator[Task]:
        waiting = iter(students)
        while some := list(islice(waiting, together)):
            entries = writer.entries(some)
            yield from (self._task(student, shared, entries[student]) for student in some)

    def _task(self, student: str, shared: Task, entry: Entry) -> Task:
        found = replace(shared, student=student, entry=entry)
        if shared.kept_only:
            found = replace(found, mark=self.marks.of(student), before=self.course.report(student))
        return found

    def _record(self, done: Sequence[tuple[Task, Outcome]], writer: Writer, workers: Executor) -> list[StudentResult]:
        """Write what came of some submissions, put their files in place, and mark them as finished."""
        chunk = [Done(task.student, outcome.rows, task.entry) for task, outcome in done if outcome.rows is not None]
        problems = writer.write(chunk) if chunk else {}
        results = []
        for task, outcome in done:
            problem = problems.get(task.student, "")
            if problem is None:  # somebody has graded by hand meanwhile: the page is to show it
                again = replace(task, entry=writer.entries([task.student])[task.student], fresh=False)
                results += self._record([(again, workers.submit(work, again).result())], writer, workers)
                continue
            try:
                results.append(self._finish(task, replace(outcome, error=outcome.error or problem)))
            except OSError as error:  # of this student's files: it is not marked, so it is done again
                results.append(StudentResult(task.student, None, f"{type(error).__name__}: {error}", task.before))
        return results

    def _finish(self, task: Task, outcome: Outcome) -> StudentResult:
        student, mark = task.student, outcome.mark
        if outcome.ran and (self.kept.seconds(outcome.report.evidence) or 0) >= self.context.limits.notebook:
            self.marks.slow(student)
        if outcome.missing or outcome.error:
            if outcome.missing:
                self.marks.forget(student)
            return StudentResult(student, None, outcome.error, task.before, missing=outcome.missing)
        if outcome.autograded is not None:
            shared = self.course.coursedir.groupshared
            staging.put_in_place(outcome.autograded, self.course.folder("autograded", student), shared=shared)
            staging.put_in_place(outcome.feedback, self.course.folder("feedback", student), shared=shared)
            write(report_path(self.lab, student), outcome.report.model_dump_json(indent=1))
        elif not outcome.same:
            result = self.course.convert(student)
            if result.report is None or result.error:
                return result
            outcome, mark = replace(outcome, report=result.report), self._as_now(student)
        if not outcome.report.unchecked:
            self.marks.finish(student, mark)
        return StudentResult(student, outcome.report, before=task.before)


def _as_they_come(workers: Executor, tasks: Iterator[Task], times: Times) -> Iterator[list[tuple[Task, Outcome]]]:
    """What came of tasks, all that is ready at a time.

    Those that were lost with their worker are done again at the end, one at a time: only then is it known which of
    those that one machine worked on took it down.
    """
    suspects: list[Task] = []
    running: dict[Future, Task] = {}
    try:
        while True:
            for task in islice(tasks, max(0, count_of(workers) * (1 + AHEAD) - len(running))):
                running[workers.submit(work, task)] = task
            if not running:
                break
            with times.spent("waiting"):
                ended = wait(running, return_when=FIRST_COMPLETED).done
            found = []
            for future in ended:
                task = running.pop(future)
                if isinstance(future.exception(), Lost):
                    suspects.append(task)
                else:
                    found.append((task, future.result()))
            if found:
                yield found
    finally:
        for future in running:
            future.cancel()
    for task in suspects:
        yield [(task, _alone(workers, task))]


def _alone(workers: Executor, task: Task) -> Outcome:
    """What comes of a task that was lost with its worker, when it is the only one."""
    for _ in range(ATTEMPTS - 1):
        try:
            return workers.submit(work, task).result()
        except Lost:
            continue
    if task.execute is None:  # its kernels are other processes: nothing says that it was the student
        return Outcome(task.student, error=ENDED)
    return workers.submit(work, replace(task, lost=True)).result()

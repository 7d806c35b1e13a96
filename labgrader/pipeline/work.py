"""What a worker does with one submission: read it, grade it, and stage what is to be put in place."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache, partial
from pathlib import Path

import nbformat
from nbgrader.converters import Autograde, GenerateFeedback

from labgrader.course import Course
from labgrader.grading import graders_of
from labgrader.kept import Kept
from labgrader.lab import CourseError, Lab
from labgrader.pipeline import staging
from labgrader.pipeline.context import Context
from labgrader.pipeline.entries import Entry
from labgrader.pipeline.function import NotKept, as_text, grade_submission, judge_submission, nothing_ran, show
from labgrader.pipeline.graded import Graded, Rows
from labgrader.pipeline.marks import mark_of
from labgrader.pipeline.submission import fingerprint, read_folder
from labgrader.pipeline.workers import ATTEMPTS, Execute, Lost, execute
from labgrader.plaintext import MAX_MESSAGE, plain, quoted
from labgrader.report import Report
from labgrader.runner import Job, Result
from labgrader.sandbox import Confinement

LOST = (
    f"Running your notebook ended the program that ran it, {ATTEMPTS} times. Look for code that needs very much memory."
)


log = logging.getLogger("labgrader")


@dataclass(frozen=True)
class Task:
    """A submission that is to be graded.

    Attributes:
        root, lab, student: which.
        made_of: a hash of what it is graded with: another one has the worker read the course again.
        entry: what the gradebook holds of it.
        mark: of the time when it was finished; {} when it is not.
        before: the report of then.
        fresh: run it, even where the result is kept.
        kept_only: run nothing.
        lost: running it took its worker down, each time.
        staged: whether files are to be staged; else the result alone is kept.
        execute: runs a job; None runs it in kernels of this machine.
    """

    root: Path
    lab: str
    student: str
    made_of: str
    entry: Entry
    mark: Mapping[str, str] = field(default_factory=dict)
    before: Report | None = None
    fresh: bool = False
    kept_only: bool = False
    lost: bool = False
    staged: bool = True
    execute: Execute | None = None


@dataclass(frozen=True)
class Outcome:
    """What came of a task.

    Attributes:
        report: the verdicts; None when there are none.
        rows: for the gradebook; None when nothing is to be written.
        autograded, feedback: the staged folders.
        mark: of the submission as it was read.
        ran: whether it was run, and not taken from what is kept.
        same: nothing is otherwise than when it was finished.
        missing: nothing is kept of it, and it was not to be run.
        error: why there is no report.
    """

    student: str
    report: Report | None = None
    rows: Rows | None = None
    autograded: Path | None = None
    feedback: Path | None = None
    mark: Mapping[str, str] = field(default_factory=dict)
    ran: bool = False
    same: bool = False
    missing: bool = False
    error: str = ""


def work(task: Task) -> Outcome:
    """Do a task, in whatever process this is.

    Raises:
        Lost: the worker that ran it ended.
    """
    try:
        course, context = _course(task.root, task.lab, task.made_of)
        return _work(task, course, context)
    except Lost:
        raise
    except NotKept:
        return Outcome(task.student, missing=True)
    except Exception as error:  # of this submission: the class goes on, and it is listed
        log.debug("%s could not be graded", quoted(task.student), exc_info=True)
        said = str(error) if isinstance(error, CourseError) else f"{type(error).__name__}: {error}"
        return Outcome(task.student, error=plain(said, MAX_MESSAGE))


@lru_cache(maxsize=4)
def _course(root: Path, name: str, made_of: str) -> tuple[Course, Context]:
    """The course and its context, read once for what it is made of."""
    course = Course(Lab(root, name))
    graders_of(course.lab)  # not in a thread: Python's parser cannot be used by two at a time
    context = Context.read(course.lab, course.api.config, course.coursedir)
    _ = context.made_of, context.faults  # once, for all submissions
    return course, context


def _work(task: Task, course: Course, context: Context) -> Outcome:
    if task.kept_only and (found := _same_verdicts(task, course, context)):
        return found
    submission = read_folder(course.lab, task.student, course.folder("submitted", task.student), context.ignore)
    ran: list[Job] = []
    fresh = not task.kept_only and (task.fresh or context.fresh)
    context = context.for_one(partial(_execute, task, course.lab, ran), fresh=fresh)
    mark = mark_of(context, submission.fingerprint, task.entry)
    if not task.kept_only:
        graded = grade_submission(submission, context, Kept(course.lab), task.entry)
    else:
        judged = judge_submission(submission, context, Kept(course.lab))
        if task.before == judged.report and _shown_alike(task.mark, mark):
            return Outcome(task.student, judged.report, mark=mark, same=True)
        graded = show(judged, submission, context, task.entry)
    if not task.staged:
        return Outcome(task.student, graded.report, mark=mark, ran=bool(ran))
    return Outcome(
        task.student, graded.report, graded.rows, *_stage(course, task.student, graded), mark=mark, ran=bool(ran)
    )


def _same_verdicts(task: Task, course: Course, context: Context) -> Outcome | None:
    """What comes of a finished submission whose evidence is judged as before; its notebook is not read for that."""
    mark = mark_of(context, fingerprint(course.folder("submitted", task.student)), task.entry)
    if task.before is None or task.mark.get("run") != mark["run"] or not _shown_alike(task.mark, mark):
        return None
    record = Kept(course.lab).record(task.before.evidence)
    if record is None or context.faults.excuse(graders_of(course.lab).judge(record), record) != task.before.verdicts:
        return None
    return Outcome(task.student, task.before, mark=mark, same=True)


def _shown_alike(then: Mapping[str, str], now: Mapping[str, str]) -> bool:
    """Whether a page shows the same when its verdicts are the same."""
    return all(then.get(part) == now[part] for part in ("page", "late", "entry", "submission"))


def _execute(task: Task, lab: Lab, ran: list[Job], job: Job, confinement: Confinement) -> Result:
    if task.kept_only:
        raise NotKept
    ran.append(job)
    if task.lost:
        return Result(nothing_ran(lab, LOST), nbformat.v4.reads(job.notebook))
    return (task.execute or execute)(job, confinement)


def _stage(course: Course, student: str, graded: Graded) -> tuple[Path, Path]:
    name = course.lab.name
    files = dict(graded.files)
    notebook = as_text(graded.notebook).encode("utf-8")
    autograded = staging.stage(
        course.lab,
        course.folder("autograded", student),
        {**files, f"{name}.ipynb": notebook},
        course.modes(Autograde),
    )
    feedback = staging.stage(
        course.lab,
        course.folder("feedback", student),
        {**files, f"{name}.html": graded.page.encode("utf-8")},
        course.modes(GenerateFeedback),
    )
    return autograded, feedback

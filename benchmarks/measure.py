"""One measurement in a process of its own: `python measure.py WHAT COURSE LAB WORKERS`, which prints JSON.

Importing the libraries is not counted, on either side.
"""

from __future__ import annotations

import json
import resource
import statistics
import sys
import tempfile
from pathlib import Path
from time import perf_counter

import nbformat
from nbgrader.apps import NbGraderAPI

from labgrader import runner
from labgrader.course import Course, course_config
from labgrader.execute.notebook_run import NotebookRun
from labgrader.kernels import warm_kernels
from labgrader.lab import Lab
from labgrader.pipeline.classroom import Classroom
from labgrader.pipeline.function import job_of, prepare
from labgrader.pipeline.regrade import regrade
from labgrader.pipeline.submission import read_folder
from labgrader.pipeline.workers import Workers
from labgrader.report import Report

KERNELS = 20
RUNS = 5


def stock(root: Path, name: str, workers: int) -> dict:
    """nbgrader's own autograding and feedback, as its API does them."""
    api = NbGraderAPI(config=course_config(root))
    api.coursedir.root = str(root)
    students = sorted(path.name for path in (root / "submitted").iterdir())
    began = perf_counter()
    for student in students:
        api.autograde(name, student)
    autograding = perf_counter() - began
    for student in students:
        api.generate_feedback(name, student)
    return {"students": len(students), "total": perf_counter() - began, "recording": autograding}


def ours(root: Path, name: str, workers: int) -> dict:
    """`labgrader grade`, but for the printing."""
    classroom = Classroom(Course(Lab(root, name)))
    students = classroom.course.students()
    reference = _seconds(lambda: classroom.faults)  # once for these files, whatever the class
    began, wrong, points = perf_counter(), 0, []
    with classroom.alone(), Workers(workers) as executor:
        for result in classroom.grade(students, executor, fresh=True):
            wrong += result.report is None
            points.append(perf_counter() - began)
    times = vars(classroom.times) | {"total": perf_counter() - began}
    tenth = max(1, len(points) // 5)
    first, last = points[2 * tenth - 1] - points[tenth - 1], points[-1] - points[-1 - tenth]
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    times |= {"reference": reference, "memory": memory, "growth": last / max(first, 1e-9)}
    return times | {"students": len(students), "lost": wrong}


def steady(root: Path, name: str, workers: int) -> dict:
    """A class that is graded a second time by the same workers, when every process has begun that they need."""
    classroom = Classroom(Course(Lab(root, name)))
    students = classroom.course.students()
    with classroom.alone(), Workers(workers) as executor:
        for _ in range(2):
            began = perf_counter()
            for _ in classroom.grade(students, executor, fresh=True):
                pass
    return {"students": len(students), "total": perf_counter() - began}


def again(root: Path, name: str, workers: int) -> dict:
    """`labgrader regrade`, of a class that was graded."""
    classroom = Classroom(Course(Lab(root, name)))
    began = perf_counter()
    with Workers(workers) as executor:
        found = regrade(classroom, executor)
    return {"students": len(found.after), "total": perf_counter() - began}


def parts(root: Path, name: str, workers: int) -> dict:
    """How long a kernel takes to be ready, and both runs of a submission."""
    classroom = Classroom(Course(Lab(root, name)))
    context = classroom.context
    kernels = warm_kernels(context.confinement)
    student = classroom.course.students()[0]
    submission = read_folder(classroom.lab, student, classroom.course.folder("submitted", student), context.ignore)
    prepare(submission.notebook, context, Report(lab=name, student=student))
    job = job_of(submission.notebook, submission, context)
    runner.run(job, kernels)  # starts the warm process
    whole = [_seconds(lambda: runner.run(job, kernels)) for _ in range(RUNS)]
    ready = [_ready(kernels) for _ in range(KERNELS)]
    return {"ready": statistics.median(ready), "both": statistics.median(whole)}


def _seconds(call) -> float:
    began = perf_counter()
    call()
    return perf_counter() - began


def _ready(kernels) -> float:
    """From asking for a kernel until it has run an empty cell and is gone, isolation included."""
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("")])
    made = NotebookRun(notebook, runner.Limits(), {}, kernels.confinement)
    began = perf_counter()
    with tempfile.TemporaryDirectory(dir=kernels.folder()) as folder:
        work = Path(folder) / "work"
        work.mkdir()
        with kernels.run(work, made.job()) as kernel:
            kernel.wait()
    return perf_counter() - began


if __name__ == "__main__":
    what, root, name, workers = sys.argv[1:]
    print(json.dumps(globals()[what](Path(root).resolve(), name, int(workers))))

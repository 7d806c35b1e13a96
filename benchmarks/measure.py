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
BARE = 5
TIMED = """
import time as _time
_began = _time.perf_counter()
{cells}
print("BARE", _time.perf_counter() - _began)
"""


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


def again(root: Path, name: str, workers: int) -> dict:
    """`labgrader regrade`, of a class that was graded."""
    classroom = Classroom(Course(Lab(root, name)))
    began = perf_counter()
    with Workers(workers) as executor:
        found = regrade(classroom, executor)
    return {"students": len(found.after), "total": perf_counter() - began}


def parts(root: Path, name: str, workers: int) -> dict:
    """How long a kernel takes to be ready, what the cells take bare, and what both runs of a submission take."""
    classroom = Classroom(Course(Lab(root, name)))
    context = classroom.context
    kernels = warm_kernels(context.confinement)
    student = classroom.course.students()[0]
    submission = read_folder(classroom.lab, student, classroom.course.folder("submitted", student), context.ignore)
    prepare(submission.notebook, context, Report(lab=name, student=student))
    job = job_of(submission.notebook, submission, context)
    runner.run(job, kernels)  # starts the warm process
    whole = [_seconds(lambda: runner.run(job, kernels)) for _ in range(BARE)]
    ready = [_ready(kernels) for _ in range(KERNELS)]
    bare = [sum(_bare(job, kernels, values) for values in (job.released, job.unseen)) for _ in range(BARE)]
    return {"ready": statistics.median(ready), "bare": statistics.median(bare), "both": statistics.median(whole)}


def _seconds(call) -> float:
    began = perf_counter()
    call()
    return perf_counter() - began


def _ready(kernels) -> float:
    """From asking for a kernel until it has run an empty cell and is gone, isolation included."""
    began = perf_counter()
    _run(kernels, "", {})
    return perf_counter() - began


def _bare(job: runner.Job, kernels, values: dict[str, float]) -> float:
    """All cells of one run, in one cell of a warm kernel that runs them one after another."""
    notebook = nbformat.reads(job.notebook, as_version=4)
    if values is job.unseen:
        runner._set_parameters(notebook, job)
    cells = [cell.source.split("### BEGIN HIDDEN")[0] for cell in notebook.cells if cell.cell_type == "code"]
    code = TIMED.format(cells="\n".join(f"get_ipython().run_cell({cell!r}, store_history=True)" for cell in cells))
    said = [str(output.get("text", "")) for output in _run(kernels, code, job.files)]
    return float("".join(said).split("BARE")[-1].split()[0])


def _run(kernels, code: str, files: dict[str, bytes]) -> list:
    """Run one cell; its outputs."""
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(code)])
    made = NotebookRun(notebook, runner.Limits(cell=120), {}, kernels.confinement)
    with tempfile.TemporaryDirectory(dir=kernels.folder()) as folder:
        work = Path(folder) / "work"
        work.mkdir()
        for path, content in files.items():
            (work / path).write_bytes(content)
        with kernels.run(work, made.job()) as kernel:
            kernel.wait()
            with kernel.records.open("rb") as records:
                made.read(records, kernel.status())
    return notebook.cells[0].outputs


if __name__ == "__main__":
    what, root, name, workers = sys.argv[1:]
    print(json.dumps(globals()[what](Path(root).resolve(), name, int(workers))))

"""Do workers of a Dask scheduler, without a shared disk, lead to the scores that local ones lead to?"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import threading
import time

import pytest

from labgrader import pool
from labgrader.classroom import LOST, Classroom
from labgrader.course import Course

RIGHT = "def scale(values):\n    return [FACTOR * v for v in values]\n\nscaled = scale(numbers)\n"
STUDENTS = [f"s{number}" for number in range(8)]


@pytest.fixture(scope="module")
def collected(released, copy_course):
    """A class that has handed in. Do not change it: copy it."""
    course = copy_course(released)
    for number, student in enumerate(STUDENTS):
        course.hand_in(student, course.solved(scale_answer=(RIGHT, "scaled = numbers")[number % 2] + f"\n# {student}"))
    course.lab.choose_unseen(b"")  # makes the secret: copies choose alike
    return course


@pytest.fixture
def begin(tmp_path):
    """Begins Dask programs, each with folders of its own, and ends them."""
    begun = []

    def begin(module: str, *arguments: str) -> subprocess.Popen:
        folder = tmp_path / f"{module.split('_')[-1]}{len(begun)}"
        env = {"PATH": os.environ["PATH"], "HOME": str(folder), "TMPDIR": str(folder / "tmp")}
        (folder / "tmp").mkdir(parents=True)
        command = [sys.executable, "-m", f"distributed.cli.{module}", *arguments]
        with (folder / "log").open("wb") as log:
            begun.append(subprocess.Popen(command, cwd=folder, env=env, stdout=log, stderr=log))
        begun[-1].log = folder / "log"
        return begun[-1]

    yield begin
    for process in reversed(begun):
        process.kill()
        process.wait()


@pytest.fixture
def scheduler(begin):
    """The address of a Dask scheduler."""
    process = begin("dask_scheduler", "--port", "0", "--no-dashboard", "--host", "127.0.0.1")
    for _ in range(300):
        if found := re.search(r"Scheduler at:\s+(tcp://\S+)", process.log.read_text()):
            return found[1]
        time.sleep(0.1)
    raise AssertionError(process.log.read_text())


@pytest.fixture
def workers(begin, scheduler):
    """Two workers of it, which may be killed for good, or begin again by themselves."""

    def workers(nanny: bool = False) -> list[subprocess.Popen]:
        more = ["--nanny" if nanny else "--no-nanny", "--nthreads", "1", "--no-dashboard", "--memory-limit", "0"]
        return [begin("dask_worker", scheduler, *more) for _ in range(2)]

    return workers


def test_a_worker_that_is_lost_costs_nothing(collected, copy_course, scheduler, workers):
    course, local = copy_course(collected), copy_course(collected)
    done = local("labgrader", "grade", "toy")
    assert done.returncode == 0, done.stdout + done.stderr
    first, _ = workers()
    grading = course.begin("labgrader", "grade", "toy", "--scheduler", scheduler)
    kept = course.lab.state_path / "evidence" / "toy"
    killer = threading.Thread(target=_kill_after_two, args=(kept, first))
    killer.start()
    out, err = grading.communicate(timeout=200)
    killer.join()
    assert grading.returncode == 0, out + err
    assert "Traceback" not in err
    assert first.poll() is not None
    assert {s: course.outcome(s) for s in STUDENTS} == {s: local.outcome(s) for s in STUDENTS}


def _kill_after_two(kept, worker) -> None:
    for _ in range(6000):
        if kept.is_dir() and len(list(kept.iterdir())) >= 2:
            break
        time.sleep(0.01)
    worker.kill()


# Workers cannot import the tests: this goes to them by value.
TAKES_DOWN = """
def run_one(job, confinement):
    import os
    from labgrader import pool
    if "# s3" in job.notebook:
        os._exit(1)
    return pool.execute(job, confinement)
"""


def test_a_submission_that_takes_its_workers_down_has_failed_with_that_reason(
    collected, copy_course, scheduler, workers
):
    course = copy_course(collected)
    workers(nanny=True)
    made = {}
    exec(TAKES_DOWN, {"__name__": "__main__"}, made)
    classroom = Classroom(Course(course.lab))
    with pool.dask(scheduler) as executor:
        _wait_for_workers(executor)
        found = list(classroom.grade(STUDENTS, executor, fresh=False, run_one=made["run_one"]))
    assert len(found) == 8
    for number, student in enumerate(STUDENTS):
        right = number % 2 == 0
        expected = {"scale": 4, "plot": 2} if right else {"scale": 0, "plot": 2}
        assert course.scores(student) == ({"scale": 0, "plot": 0} if student == "s3" else expected), student
    assert LOST.split(",")[0] in course.feedback("s3")


def _wait_for_workers(executor) -> None:
    executor._client.wait_for_workers(2, timeout=240)


def test_an_address_without_a_scheduler_is_named(collected, copy_course):
    course = copy_course(collected)
    done = course("labgrader", "grade", "toy", "--scheduler", "tcp://127.0.0.1:9")
    assert done.returncode == 1
    assert "There is no Dask scheduler at tcp://127.0.0.1:9" in done.stderr
    assert "Traceback" not in done.stderr


def test_without_dask_the_extra_to_install_is_named(collected, copy_course, tmp_path):
    course = copy_course(collected)
    (tmp_path / "distributed.py").write_text("raise ImportError('No module named distributed')\n")
    done = course("labgrader", "grade", "toy", "--scheduler", "tcp://127.0.0.1:9", PYTHONPATH=str(tmp_path))
    assert done.returncode == 1
    assert "pip install 'labgrader[dask]'" in done.stderr
    assert "Traceback" not in done.stderr

"""Do workers of a Dask scheduler, without a shared disk, lead to the scores that local ones lead to?"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import distributed
import pytest
from patience import SECONDS, wait_for

from labgrader.course import Course
from labgrader.pipeline import workers
from labgrader.pipeline.classroom import Classroom
from labgrader.pipeline.work import LOST

RIGHT = "def scale(values):\n    return [FACTOR * v for v in values]\n\nscaled = scale(numbers)\n"
STUDENTS = [f"s{number}" for number in range(6)]


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
    return wait_for(lambda: re.search(r"Scheduler at:\s+(tcp://\S+)", process.log.read_text()))[1]


@pytest.fixture
def work(begin, scheduler):
    """Begins workers of it, which may be killed for good, or begin again by themselves."""

    def work(count: int, nanny: bool = False) -> list[subprocess.Popen]:
        more = ["--nanny" if nanny else "--no-nanny", "--nthreads", "1", "--no-dashboard", "--memory-limit", "0"]
        begun = [begin("dask_worker", scheduler, *more) for _ in range(count)]
        wait_for(lambda: all("Registered to:" in worker.log.read_text() for worker in begun))
        return begun

    return work


def test_a_worker_that_is_lost_costs_nothing(collected, copy_course, scheduler, work):
    course, local = copy_course(collected), copy_course(collected)
    done = local("labgrader", "grade", "toy")
    assert done.returncode == 0, done.stdout + done.stderr
    first, _ = work(2)
    kept = course.lab.state_path / "evidence" / "toy"
    with ThreadPoolExecutor(1) as thread:
        killer = thread.submit(lambda: wait_for(lambda: kept.is_dir() and list(kept.iterdir())) and first.kill())
        done = course("labgrader", "grade", "toy", "--scheduler", scheduler)
    killer.result()
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    first.wait(SECONDS)
    assert {s: course.outcome(s) for s in STUDENTS} == {s: local.outcome(s) for s in STUDENTS}


# Workers cannot import the tests: this goes to them by value.
TAKES_DOWN = """
def run_one(job, confinement):
    import os
    from labgrader.pipeline import workers
    if "# s3" in job.notebook:
        os._exit(1)
    return workers.execute(job, confinement)
"""


def test_a_submission_that_takes_its_workers_down_has_failed_with_that_reason(
    collected, copy_course, scheduler, work, monkeypatch
):
    monkeypatch.setattr(workers, "ATTEMPTS", 1)  # after each a worker has to begin again
    course = copy_course(collected)
    work(1, nanny=True)
    made = {}
    exec(TAKES_DOWN, {"__name__": "__main__"}, made)
    classroom = Classroom(Course(course.lab))
    with workers.dask(scheduler, made["run_one"]) as (executor, execute):
        found = list(classroom.grade(STUDENTS, executor, execute=execute))
    assert len(found) == len(STUDENTS)
    for number, student in enumerate(STUDENTS):
        right = number % 2 == 0
        expected = {"scale": 4, "plot": 2} if right else {"scale": 0, "plot": 2}
        assert course.scores(student) == ({"scale": 0, "plot": 0} if student == "s3" else expected), student
    assert LOST.split(",")[0] in course.feedback("s3")


def test_an_address_without_a_scheduler_is_named(collected, copy_course, monkeypatch):
    client = distributed.Client
    monkeypatch.setattr(distributed, "Client", lambda address, timeout: client(address, timeout=timeout / 100))
    done = copy_course(collected)("labgrader", "grade", "toy", "--scheduler", "tcp://127.0.0.1:9")
    assert done.returncode == 1
    assert "There is no Dask scheduler at tcp://127.0.0.1:9" in done.stderr
    assert "Traceback" not in done.stderr


def test_without_dask_the_extra_to_install_is_named(collected, copy_course, monkeypatch):
    monkeypatch.setitem(sys.modules, "distributed", None)  # as if it were not installed
    done = copy_course(collected)("labgrader", "grade", "toy", "--scheduler", "tcp://127.0.0.1:9")
    assert done.returncode == 1
    assert "pip install 'labgrader[dask]'" in done.stderr
    assert "Traceback" not in done.stderr

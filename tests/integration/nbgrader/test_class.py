"""Is a class that was graded left as it is, and what is done again when something has changed?"""

from __future__ import annotations

import os
import shutil
import sqlite3
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import nbformat
import pytest
from filelock import FileLock
from patience import SECONDS, wait_for
from toys import no_kernels

from labgrader.course import LOCKED_SECONDS, Course
from labgrader.pipeline.classroom import Classroom
from labgrader.pipeline.function import job_of, nothing_ran, prepare
from labgrader.pipeline.submission import read_folder
from labgrader.pipeline.workers import Workers, execute
from labgrader.report import Report
from labgrader.runner import Result

RIGHT = "def scale(values):\n    return [FACTOR * v for v in values]\n\nscaled = scale(numbers)\n"
NEAR = RIGHT.replace("FACTOR * v", "FACTOR * v + 0.125")
WRONG = RIGHT.replace("FACTOR * v", "v")
CLASS = {"right": RIGHT, "near": NEAR, "nearby": NEAR + "# mine\n", "late": NEAR + "# late\n", "wrong": WRONG}


@pytest.fixture(scope="module")
def collected(released, copy_course):
    """A class that has handed in. Do not change it: copy it."""
    course = copy_course(released)
    with (course.root / "nbgrader_config.py").open("a") as config:
        config.write("\nc.LateSubmissionPlugin.penalty_method = 'zero'\n")
    with course.gradebook() as gradebook:
        gradebook.update_or_create_assignment("toy", duedate="2026-02-01 12:00:00 UTC")
    for student, answer in CLASS.items():
        course.hand_in(student, course.solved(scale_answer=answer))
    (course.root / "submitted" / "late" / "toy" / "timestamp.txt").write_text("2026-02-02 12:00:00 UTC")
    course.lab.choose_unseen(b"")  # makes the secret: copies choose alike
    return course


@pytest.fixture(scope="module")
def once(collected, copy_course):
    """The class graded once with `labgrader grade`. Do not change it: copy it."""
    course = copy_course(collected)
    done = course("labgrader", "grade", "toy")
    assert done.returncode == 0, done.stdout + done.stderr
    return course


@pytest.fixture
def course(once, copy_course):
    """A class of the test's own, graded once."""
    return copy_course(once)


def tolerate(course):
    """Give the grader of `scale` a tolerance that the near answers are within."""
    grader = course.root / "graders" / "toy" / "test_scale.py"
    text = grader.read_text()
    changed = text.replace("assert found == expected(run),", "assert near(found, expected(run)),")
    changed = changed.replace(
        'unseen.numbers("scaled") != expected(unseen):', 'not near(unseen.numbers("scaled"), expected(unseen)):'
    )
    changed = changed.replace(
        "def expected", "def near(a, b):\n    return all(abs(x - y) < 1 for x, y in zip(a, b))\n\n\ndef expected"
    )
    assert changed.count("near(") == 3
    grader.write_text(changed)


def evidence(course):
    return {p.name: (p.stat().st_mtime_ns, p.read_bytes()) for p in (course.lab.state_path / "evidence/toy").iterdir()}


def outcomes(course):
    return {student: course.outcome(student) for student in CLASS}


def ids(course):
    """When each autograded notebook was written."""
    return {s: (course.root / "autograded" / s / "toy" / "toy.ipynb").stat().st_mtime_ns for s in CLASS}


def test_grading_an_unchanged_class_again_runs_nothing(course):
    before, kept = ids(course), evidence(course)
    with no_kernels():
        done = course("labgrader", "grade", "toy")
    assert done.returncode == 0, done.stderr
    assert "Nothing to grade: 5 unchanged." in done.stdout
    assert (ids(course), evidence(course)) == (before, kept)


def test_only_the_submission_that_was_changed_is_graded(course):
    before, kept = ids(course), evidence(course)
    course.hand_in("wrong", course.solved(scale_answer=RIGHT + "# better\n"))
    done = course("labgrader", "grade", "toy")
    assert "1 graded (4 unchanged)" in done.stdout, done.stdout + done.stderr
    assert course.scores("wrong") == {"scale": 4, "plot": 2}
    assert {s for s, written in ids(course).items() if written != before[s]} == {"wrong"}
    assert kept.items() <= evidence(course).items()


def test_what_was_lost_but_for_the_kept_results_is_recorded_again_without_a_kernel(course):
    before = outcomes(course)
    for name in ("autograded", "feedback", ".labgrader/finished", ".labgrader/reports"):
        shutil.rmtree(course.root / name, ignore_errors=name.startswith(".labgrader/r"))
    with no_kernels():
        done = course("labgrader", "grade", "toy")
    assert done.returncode == 0, done.stdout + done.stderr
    assert outcomes(course) == before


def test_a_changed_grader_of_another_lab_changes_nothing_here(course):
    other = course.root / "graders" / "other" / "test_x.py"
    other.parent.mkdir()
    other.write_text("from graders.shared import X\n")
    (course.root / "graders" / "shared.py").write_text("X = 1\n")
    assert Classroom(Course(course.lab)).unfinished(sorted(CLASS)) == []
    grader = course.root / "graders" / "toy" / "test_scale.py"
    grader.write_text("from graders.shared import X\n" + grader.read_text())
    assert Classroom(Course(course.lab)).unfinished(sorted(CLASS)) == sorted(CLASS)
    (course.root / "graders" / "shared.py").write_text("X = 2\n")
    mark = Classroom(Course(course.lab)).context.made_of
    (course.root / "graders" / "shared.py").write_text("X = 1\n")
    assert mark != Classroom(Course(course.lab)).context.made_of


def test_force_runs_all_again(course):
    before, kept = outcomes(course), evidence(course)
    done = course("labgrader", "grade", "toy", "--force")
    assert "5 graded in" in done.stdout, done.stdout + done.stderr
    again = evidence(course)
    assert again.keys() == kept.keys()
    assert all(again[key][0] > kept[key][0] for key in kept)
    assert outcomes(course) == before


def test_a_changed_grader_gives_new_scores_without_running_anything(course, monkeypatch):
    monkeypatch.setenv("COLUMNS", "160")
    course.set_manual("nearby", "scale", 1.5, "Nearly.")
    kept, before = evidence(course), outcomes(course)
    tolerate(course)
    with no_kernels():
        done = course("labgrader", "regrade", "toy")
    assert done.returncode == 0, done.stdout + done.stderr
    assert evidence(course) == kept
    table = {line.split("│")[1].strip(): line for line in done.stdout.splitlines() if line.startswith("│")}
    assert set(table) == {"near", "nearby", "late"}
    assert "0 → 3" in table["near"]
    assert "2 → 5" in table["near"]
    assert "1.5 (by hand)" in table["nearby"], "the grade is the one that was given by hand"
    assert "→" not in table["nearby"]
    assert "0 (late: −2) → 0 (late: −5)" in table["late"]
    assert "5 regraded in" in done.stdout
    assert "3 with another verdict." in done.stdout

    assert course.scores("near") == course.scores("late") == {"scale": 3, "plot": 2}
    by_hand = course.grade("nearby", "scale")
    assert (by_hand.auto_score, by_hand.manual_score, by_hand.score) == (3, 1.5, 1.5)
    assert "Nearly." in course.feedback("nearby")
    with course.gradebook() as gradebook:
        assert gradebook.find_submission("toy", "late").late_submission_penalty == 5
    assert course.report("near").verdicts["scale"].score == 3
    shown = next(c for c in course.autograded("near").cells if c.metadata.nbgrader.grade_id == "scale")
    old = before["near"]
    assert "You have" in old[2]
    assert "You have" not in course.feedback("near")
    assert "You have" not in str(shown.outputs)
    assert [course.outcome(s) for s in ("right", "wrong")] == [before[s] for s in ("right", "wrong")]

    after = outcomes(course)
    with no_kernels():
        done = course("labgrader", "grade", "toy")
    assert "Nothing to grade: 5 unchanged." in done.stdout, done.stdout + done.stderr
    done = course("labgrader", "grade", "toy", "--force")
    assert done.returncode == 0, done.stdout + done.stderr
    assert outcomes(course) == after


def test_processes_grade_a_class_as_threads_do(course):
    before = outcomes(course)
    for name in ("autograded", "feedback", ".labgrader/finished", ".labgrader/reports"):
        shutil.rmtree(course.root / name)
    classroom = Classroom(Course(course.lab))
    with Workers(2) as workers:
        found = list(classroom.grade(sorted(CLASS), workers))
    assert sorted(result.student for result in found) == sorted(CLASS)
    assert outcomes(course) == before


def test_students_of_whom_no_evidence_is_kept_are_named(course):
    before = outcomes(course)
    (course.lab.state_path / "evidence" / "toy" / course.report("near").evidence).unlink()
    course.hand_in("new", course.solved())
    tolerate(course)
    done = course("labgrader", "regrade", "toy")
    assert done.returncode == 1
    assert "No evidence is kept of near, new: run `labgrader grade toy`." in done.stdout, done.stdout + done.stderr
    assert course.outcome("near") == before["near"]
    assert course.scores("late") == {"scale": 3, "plot": 2}


@pytest.fixture
def writer(course):
    """Somebody else, who is writing to the gradebook and waits to be told to end."""
    other = sqlite3.connect(course.root / "gradebook.db", isolation_level=None, check_same_thread=False)
    other.execute("BEGIN EXCLUSIVE")
    yield other
    other.close()


@pytest.mark.parametrize("command", ["grade", "regrade"])
def test_a_gradebook_that_somebody_else_writes_to_is_waited_for(course, writer, command, monkeypatch):
    if command == "grade":
        course.hand_in("wrong", course.solved(scale_answer=RIGHT + "# better\n"))
    tolerate(course)
    connect, opened, waits = sqlite3.dbapi2.connect, threading.Event(), []

    def count(*args, **more):
        waits.append(more.get("timeout"))
        opened.set()
        return connect(*args, **more)

    monkeypatch.setattr(sqlite3.dbapi2, "connect", count)
    with ThreadPoolExecutor(1) as pool:
        pool.submit(
            lambda: (opened.wait(SECONDS), time.sleep(1), writer.execute("COMMIT"))
        )  # a second of waiting, or none
        done = course("labgrader", command, "toy")
    assert done.returncode == 0, done.stdout + done.stderr[-3000:]
    assert set(waits) == {LOCKED_SECONDS}, "whoever opens it waits as long as that"
    assert course.scores("near") == {"scale": 3, "plot": 2}


class Impatient(FileLock):
    """A lock that nobody waits for."""

    def acquire(self, timeout=None, **more):
        return super().acquire(timeout=0, **more)


@pytest.fixture
def somebody_else(course):
    """Another one who has the course: a thread of its own, as locks are of threads."""
    holds, ends = threading.Event(), threading.Event()

    def hold():
        with Classroom(Course(course.lab)).alone("a test"):
            holds.set()
            ends.wait()

    with ThreadPoolExecutor(1) as pool:
        held = pool.submit(hold)
        try:
            wait_for(lambda: holds.is_set() or held.done())
            yield
        finally:
            ends.set()
            held.result()


@pytest.mark.parametrize(
    "command",
    ["labgrader grade toy", "labgrader regrade toy", "nbgrader autograde toy", "nbgrader generate_assignment toy"],
)
def test_one_writer_at_a_time(course, somebody_else, command, monkeypatch):
    course.hand_in("ada", course.solved())
    monkeypatch.setattr("labgrader.lock.FileLock", Impatient)
    done = course(*command.split())
    assert done.returncode == 1
    said = " ".join(done.stderr.split())
    assert f"is being worked on already, by a test (process {os.getpid()}, since " in said
    assert "Wait until that has ended, and try again." in said
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("blocks", [1, 40, 250])
def test_a_full_disk_loses_nothing(once, collected, copy_course, blocks):
    course = copy_course(collected)
    full = course.process("labgrader", "grade", "toy", before=f"ulimit -f {blocks}")
    assert full.returncode != 0
    assert "labgrader/cli/" not in full.stderr, full.stderr  # nbgrader logs tracebacks of its own
    done = course("labgrader", "grade", "toy")
    assert done.returncode == 0, done.stdout + done.stderr
    assert outcomes(course) == outcomes(once)


def test_a_submission_that_changes_while_it_is_graded_is_recorded_as_it_was_read_and_graded_again(course):
    course.hand_in("wrong", course.solved(scale_answer=WRONG + "# again\n"))
    classroom = Classroom(Course(course.lab))
    assert classroom.unfinished(sorted(CLASS)) == ["wrong"]

    def run_then_hand_in(job, confinement):
        result = execute(job, confinement)
        course.hand_in("wrong", course.solved(scale_answer=RIGHT + "# in the end\n"))
        return result

    with ThreadPoolExecutor(1) as executor:
        (result,) = classroom.grade(["wrong"], executor, execute=run_then_hand_in)
    assert result.report.score == 2
    assert course.scores("wrong") == {"scale": 0, "plot": 2}
    assert classroom.unfinished(["wrong"]) == ["wrong"]
    assert course("labgrader", "grade", "toy").returncode == 0
    assert course.scores("wrong") == {"scale": 4, "plot": 2}


def test_a_notebook_without_ids_is_the_same_submission_each_time_that_it_is_read(course):
    notebook = course.solved()
    notebook.nbformat_minor = 4
    for cell in notebook.cells:
        del cell["id"]
    course.hand_in("right", notebook)
    jobs = []
    for _ in range(2):
        context = Classroom(Course(course.lab)).context
        submission = read_folder(course.lab, "right", course.root / "submitted" / "right" / "toy", context.ignore)
        prepare(submission.notebook, context, Report(lab="toy", student="right"))
        jobs.append(job_of(submission.notebook, submission, context))
    assert jobs[0] == jobs[1]


def test_after_two_submissions_that_took_all_the_time_the_next_of_that_student_waits(course):
    classroom = Classroom(Course(course.lab))
    students, limit = ["late", "near", "right"], classroom.context.limits.notebook
    took = {"late": limit + 1.0, "near": limit - 1.0}
    for order in (students, students, ["near", "right", "late"]):
        assert list(classroom._slow_last(iter(students))) == order

        def run(job, confinement):
            seconds = next((seconds for student, seconds in took.items() if f"# {student}" in job.notebook), 1.0)
            return Result(nothing_ran(course.lab, ""), nbformat.reads(job.notebook, as_version=4), seconds)

        for student in took:
            course.hand_in(student, course.solved(scale_answer=f"{WRONG}# {student} {time.time_ns()}"))
        with ThreadPoolExecutor(1) as executor:
            assert len(list(classroom.grade(took, executor, execute=run))) == len(took)


def test_regrading_needs_no_kernel_where_results_are_never_reused(course):
    with (course.root / "nbgrader_config.py").open("a") as config:
        config.write("\nc.ExecuteAndGrade.reuse = False\n")
    tolerate(course)
    with no_kernels():
        done = course("labgrader", "regrade", "toy")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "5 regraded in" in done.stdout


def test_what_nobody_refers_to_is_removed_when_it_is_asked_for(course):
    before = outcomes(course)
    old = course.report("wrong").evidence
    course.hand_in("wrong", course.solved(scale_answer=RIGHT + "# better\n"))
    assert course("labgrader", "grade", "toy").returncode == 0
    assert old in evidence(course)
    done = course("labgrader", "prune")
    assert "toy: 1 results removed" in done.stdout, done.stdout + done.stderr
    assert set(evidence(course)) == {course.report(student).evidence for student in CLASS}
    with no_kernels():
        done = course("labgrader", "regrade", "toy")
    assert "5 regraded in" in done.stdout, done.stdout + done.stderr
    assert {s: course.outcome(s) for s in CLASS if s != "wrong"} == {s: before[s] for s in CLASS if s != "wrong"}


def move_due_date(course):
    with course.gradebook() as gradebook:
        gradebook.update_or_create_assignment("toy", duedate="2026-03-01 12:00:00 UTC")


def grant_extension(course):
    with course.gradebook() as gradebook:
        gradebook.grant_extension("toy", "late", days=2)


def drop_penalty(course):
    with (course.root / "nbgrader_config.py").open("a") as config:
        config.write("c.LateSubmissionPlugin.penalty_method = 'none'\n")


@pytest.mark.filterwarnings("ignore:Object of type <Submitted")
@pytest.mark.parametrize("forgive", [move_due_date, grant_extension, drop_penalty], ids=lambda how: how.__name__)
def test_what_forgives_a_late_submission_takes_the_penalty_away(course, forgive):
    with course.gradebook() as gradebook:
        assert gradebook.find_submission("toy", "late").late_submission_penalty > 0
    forgive(course)
    with no_kernels():
        done = course("labgrader", "grade", "toy")
    assert done.returncode == 0, done.stdout + done.stderr
    with course.gradebook() as gradebook:
        assert gradebook.find_submission("toy", "late").late_submission_penalty == 0
    assert "points off" not in course.feedback("late")

"""Is what the course does wrong no student's loss, told once, and never to be bought by breaking a given cell?"""

from __future__ import annotations

import csv

import nbformat
import pytest

from labgrader import reference
from labgrader.course import Course
from labgrader.kept import Kept
from labgrader.pipeline.classroom import Classroom

RIGHT = "def scale(values):\n    return [FACTOR * v for v in values]\n\nscaled = scale(numbers)\n"
WRONG = "def scale(values):\n    return values\n\nscaled = scale(numbers)\n"
GIVEN = "import matplotlib.pyplot as plt\n\nnumbers = [1, 2, 3]"
UNCHECKED = {"scale": None, "plot": None}


@pytest.fixture
def give(course):
    """Changes the given cell `numbers` of the toy lab, and releases it again."""

    def give(source: str) -> None:
        path = course.root / "source" / "toy" / "toy.ipynb"
        notebook = nbformat.read(path, as_version=4)
        next(cell for cell in notebook.cells if cell.id == "numbers").source = source
        nbformat.write(notebook, path)
        done = course("nbgrader", "generate_assignment", "toy")
        assert done.returncode == 0, done.stderr

    return give


def exported(course) -> dict[str, str]:
    done = course("nbgrader", "export", "--to", "grades.csv")
    assert done.returncode == 0, done.stderr
    with (course.root / "grades.csv").open(newline="") as file:
        return {row["student_id"]: row["score"] for row in csv.DictReader(file)}


FAULTS = {
    "a library that this machine lacks": (f"import no_such_library\n{GIVEN}", "ModuleNotFoundError: No module named"),
    "a data file that is missing": (f"text = open('data.csv').read()\n{GIVEN}", "FileNotFoundError: [Errno 2]"),
    "Python that ends": (f"{GIVEN}\nimport os\nos._exit(1)", "stopped Python (exit code 1)"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_given_cell_that_stops_for_everybody_is_no_score(course, give, fault):
    source, why = FAULTS[fault]
    give(source)
    for student, answer in {"ada": {}, "alan": {}, "grace": {"scale_answer": WRONG}}.items():
        course.hand_in(student, course.solved(**answer))
    done = course("labgrader", "grade", "toy")
    assert done.returncode == 1
    said = " ".join(done.stdout.split())
    assert said.count("scale, plot cannot be checked on every unseen set: with the reference solution, ") == 1
    assert said.count(why) == 2  # as the lab's fault, and as the reason of those who could not be checked
    assert "ada, alan, grace could not be checked: " in said
    assert {s: course.scores(s) for s in ("ada", "alan", "grace")} == dict.fromkeys(("ada", "alan", "grace"), UNCHECKED)
    assert course.grade("ada", "scale").needs_manual_grade
    assert set(exported(course).values()) == {""}
    assert "<b>Not yet graded</b>" in course.feedback("ada")


def test_a_given_cell_that_stops_on_some_sets_costs_nobody_there_a_point(course, give):
    give(f"{GIVEN}\nassert FACTOR > 0, 'the factor is negative'")
    for number in range(8):
        course.hand_in(f"s{number}", course.solved(scale_answer=f"{RIGHT}# {number}"))
        course.hand_in(f"w{number}", course.solved(scale_answer=f"{WRONG}# {number}"))
    done = course("labgrader", "grade", "toy")
    assert done.returncode == 1
    said = " ".join(done.stdout.split())
    assert "on unseen set 1: with the reference solution, the cell numbers stopped with AssertionError" in said
    met = set()
    for number in range(8):
        right, wrong = course.report(f"s{number}"), course.report(f"w{number}")
        for report, earned in ((right, {"scale": 4, "plot": 2}), (wrong, {"scale": 0, "plot": 2})):
            faulty = report.verdicts["scale"].score is None
            # What passes all the same has passed: `plot` looks at the first run alone.
            assert course.scores(report.student) == ({"scale": None, "plot": 2} if faulty else earned)
            met.add(faulty)
    assert met == {True, False}


def test_a_student_who_breaks_a_given_cell_has_failed(course):
    notebook = course.solved()
    breaks = "import sys\nsys.modules['matplotlib.pyplot'] = None"
    notebook.cells.insert(1, nbformat.v4.new_code_cell(breaks, id="mine"))
    course.hand_in("eve", notebook)
    done = course("labgrader", "grade", "toy")
    assert done.returncode == 0, done.stdout
    assert course.scores("eve") == {"scale": 1, "plot": 0}  # a part of `scale` needs no numbers
    assert not course.grade("eve", "scale").needs_manual_grade


def test_a_grader_that_refuses_the_reference_costs_nobody_a_point(course):
    grader = course.root / "graders" / "toy" / "test_scale.py"
    grader.write_text(grader.read_text().replace('cell.parameters["FACTOR"]', '2 * cell.parameters["FACTOR"]'))
    course.hand_in("ada", course.solved())
    done = course("labgrader", "grade", "toy")
    assert done.returncode == 1
    assert "the graders refuse it (“" in " ".join(done.stdout.split())
    assert course.scores("ada") == {"scale": None, "plot": 2}


def test_check_says_what_the_reference_loses(course, give):
    give(f"import no_such_library\n{GIVEN}")
    done = course("labgrader", "check", "toy")
    assert done.returncode == 1
    assert "scale, plot cannot be checked on every unseen set: with the reference solution, " in done.stdout


def test_what_was_mended_is_graded_by_a_new_run(course, give, monkeypatch):
    """A library that was installed meanwhile is not seen in any file of the course."""
    runs, run = [], reference._run
    monkeypatch.setattr(reference, "_run", lambda *args, fresh: runs.append(run(*args, fresh=fresh)) or runs[-1])
    assert Classroom(Course(course.lab)).faults.reasons == {}
    give(f"import no_such_library\n{GIVEN}")
    course.hand_in("ada", course.solved())
    assert course("labgrader", "grade", "toy").returncode == 1
    assert course.report("ada").evidence not in Kept(course.lab)
    assert Classroom(Course(course.lab)).unfinished(["ada"]) == ["ada"]
    ran = []
    monkeypatch.setattr(reference, "_run", lambda *args, fresh: ran.append(fresh) or runs[0])
    assert [Classroom(Course(course.lab)).faults.reasons for _ in range(2)] == [{}, {}]
    assert ran == [True], "it is run again as long as there are faults, also where no file has changed"

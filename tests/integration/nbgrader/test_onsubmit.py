"""Does a student find feedback seconds after a submit, on the submission that counts, within the course's limits?"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest
import students as exchange

from labgrader.course import course_config
from labgrader.kernels import warm_kernels
from labgrader.lock import alone
from labgrader.onsubmit.journal import Journal
from labgrader.onsubmit.service import Service
from labgrader.sandbox import Sandbox

# nbgrader's API, here in the process of the tests, leaves connections to the gradebook to the garbage collector.
pytestmark = [
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
    pytest.mark.filterwarnings("ignore:Object of type <Submitted"),
]

SUBMIT = Path(__file__).parents[3] / "benchmarks" / "submit.py"
WRONG = "scaled = numbers\n"
SLOW = """
import time
time.sleep(2)

def scale(values):
    return [FACTOR * v for v in values]

scaled = scale(numbers)
"""


@pytest.fixture(scope="module")
def course_of_all(released, tmp_path_factory):
    """A toy course with an exchange, at one place for all tests: they share its warm kernels."""
    folder = tmp_path_factory.mktemp("onsubmit")
    shutil.copytree(released.root, folder / "course")
    students = exchange.Students(type(released)(folder / "course"), folder)
    for part in ("course", "exchange"):
        shutil.copytree(folder / part, folder / "as it was" / part)
    yield students, folder
    root = students.course.root
    warm_kernels(Sandbox(config=course_config(root)).confinement(root)).close()


@pytest.fixture
def students(course_of_all):
    """A class that hands in, in a course as it was when it was released."""
    students, folder = course_of_all
    for part in ("course", "exchange", "homes"):
        shutil.rmtree(folder / part, ignore_errors=True)
        if part != "homes":
            shutil.copytree(folder / "as it was" / part, folder / part)
    return students


def serve(students) -> None:
    """Grade what has arrived, as the service does."""
    Service(students.course.root).run(once=True)


def answered(students, student) -> list[tuple[str, str]]:
    """Each submission that was graded, and what was shown of it."""
    return [(a.submission, a.shown) for a in Journal(students.course.lab).of(student).answered]


def wait_for(condition, seconds: float):
    until = time.monotonic() + seconds
    while not (found := condition()):
        assert time.monotonic() < until, "in vain"
        time.sleep(0.05)
    return found


@pytest.fixture
def begin(students, tmp_path):
    """Begins a service in a process of its own; what it says is in `said`."""
    begun = []

    def begin(*options: str) -> subprocess.Popen:
        with (tmp_path / "said").open("wb") as said:  # not a pipe: nobody reads one meanwhile
            command = [str(Path(sys.executable).with_name("labgrader")), "serve", *options]
            begun.append(subprocess.Popen(command, cwd=students.course.root, stdout=said, stderr=said))
        return begun[-1]

    yield begin
    for process in begun:
        process.terminate()
        process.wait(60)


@pytest.fixture
def said(tmp_path):
    return (tmp_path / "said").read_text


def test_is_there_feedback_soon_after_a_submit(students, begin):  # how soon: benchmarks/submit.py
    begin()
    students.submit("ada")
    wait_for(lambda: students.fetch("ada"), 240)  # the first one waits for the libraries, too
    for student, answer, score in (("alan", WRONG, 2), ("grace", None, 6), ("alan", None, 6)):
        pages = len(students.fetch(student))
        students.submit(student, answer)
        found = wait_for(lambda: students.fetch(student)[pages:], 240)  # noqa: B023
        assert f"{score} of 6 points" in found[0]
    assert students.course.scores("alan") == {"scale": 4, "plot": 2}


def test_is_a_half_written_submission_left_until_it_is_whole(students):
    whole = students.submit("ada")
    half = students.inbound / students.submit("alan", WRONG)
    secret = half / "submission_secret.txt"
    text = secret.read_text()
    half.chmod(0o755)
    secret.unlink()
    serve(students)
    assert answered(students, "ada") == [(whole, "all")]
    assert answered(students, "alan") == []
    assert not (students.course.root / "submitted" / "alan").exists()
    secret.write_text(text)
    half.chmod(0o777)
    serve(students)
    assert answered(students, "alan") == [(half.name, "all")]
    assert "2 of 6 points" in students.fetch("alan")[0]


def test_is_a_resubmission_during_grading_graded_again(students, begin):
    begin()
    first = students.submit("ada", SLOW)
    wait_for(lambda: (students.course.root / "submitted" / "ada").exists(), 240)
    second = students.submit("ada", WRONG)
    wait_for(lambda: len(answered(students, "ada")) == 2, 240)
    assert answered(students, "ada") == [(first, "all"), (second, "all")]
    assert ["6 of 6 points" in page for page in students.fetch("ada")] == [True, False]
    assert students.course.scores("ada") == {"scale": 0, "plot": 2}


def test_does_a_killed_service_go_on_where_it_stopped(students, begin):
    names = {student: students.submit(student, SLOW) for student in ("ada", "alan", "grace", "emmy")}
    killed = begin()
    wait_for(lambda: any(answered(students, student) for student in names), 240)
    killed.kill()
    killed.wait(30)
    before = {student for student in names if answered(students, student)}
    assert len(before) < 4
    serve(students)
    assert {student: answered(students, student) for student in names} == {s: [(n, "all")] for s, n in names.items()}
    assert all(len(students.fetch(student)) == 1 for student in names)


def test_does_the_service_wait_for_the_course_and_say_for_whom(students, begin, said):
    students.submit("ada")
    with alone(students.course.root, "a long command"):
        service = begin("--once")
        wait_for(lambda: "Waiting for a long command (process " in said(), 240)
        assert answered(students, "ada") == []
    assert service.wait(100) == 0
    assert len(answered(students, "ada")) == 1


@pytest.mark.parametrize(
    ("shown", "there", "missing"),
    [
        (
            "sentences",
            ["2 of 6 points", "<h2><code>scale</code>: 0 of 4 points</h2>", "✗"],
            ["scaled = numbers", "<img"],
        ),
        ("score", ["2 of 6 points", "<h2><code>scale</code>: 0 of 4 points</h2>"], ["scaled = numbers", "✗", "<img"]),
    ],
)
def test_is_no_more_shown_than_the_course_says(students, shown, there, missing):
    students.configure(f"c.OnSubmit.shown = {shown!r}")
    students.submit("ada", WRONG)
    serve(students)
    (page,) = students.fetch("ada")
    assert [part for part in there if part not in page] == []
    assert [part for part in missing if part in page] == []
    assert "2 of 6 points" in students.course.feedback("ada")  # nbgrader's own page is there for a release by hand


def test_is_feedback_limited_and_still_the_last_one_graded(students):
    students.configure("c.OnSubmit.graded_submissions = 1")
    first = students.submit("ada", WRONG)
    serve(students)
    second = students.submit("ada")
    serve(students)
    assert answered(students, "ada") == [(first, "all"), (second, "limit")]
    pages = students.fetch("ada")
    assert "2 of 6 points" in pages[0]
    assert "You have had feedback on 1 submission, which" in pages[1]
    assert " points" not in pages[1]
    assert students.course.scores("ada") == {"scale": 4, "plot": 2}  # the formgrader shows what counts


def test_does_what_is_handed_in_too_soon_wait(students):
    students.configure("c.OnSubmit.interval = 4")
    first = students.submit("ada", WRONG)
    serve(students)
    between, last = students.submit("ada", SLOW), students.submit("ada")
    began = time.monotonic()
    serve(students)
    assert time.monotonic() - began > 2
    assert [name for name, _ in answered(students, "ada")] == [first, last]
    assert between


class TestDueDate:
    """The last submission in time counts; nbgrader's own settings say what in time is."""

    @pytest.fixture(autouse=True)
    def due(self, students):
        self.students, self.course = students, students.course

    def set_due(self, seconds: float) -> None:
        when = time.strftime("%Y-%m-%d %H:%M:%S UTC", time.gmtime(time.time() + seconds))
        with self.course.gradebook() as gradebook:
            gradebook.update_or_create_assignment("toy", duedate=when)

    def late(self, student: str) -> float:
        with self.course.gradebook() as gradebook:
            return gradebook.find_submission("toy", student).total_seconds_late

    def test_does_a_late_one_not_take_the_place_of_one_in_time(self):
        in_time = self.students.submit("ada")
        serve(self.students)
        self.set_due(-0.001)
        time.sleep(1.1)
        self.set_due(-1)
        self.students.submit("ada", WRONG)
        serve(self.students)
        assert [name for name, _ in answered(self.students, "ada")] == [in_time]
        assert self.course.scores("ada") == {"scale": 4, "plot": 2}

    def test_does_it_where_the_course_says_so(self):
        self.students.configure("c.OnSubmit.late_counts = True")
        self.set_due(-1000)
        self.students.submit("ada")
        serve(self.students)
        self.students.submit("ada", WRONG)
        serve(self.students)
        assert len(answered(self.students, "ada")) == 2
        assert self.course.scores("ada") == {"scale": 0, "plot": 2}

    def test_has_a_late_one_alone_nbgraders_penalty(self):
        self.students.configure("c.LateSubmissionPlugin.penalty_method = 'zero'")
        self.set_due(-1000)
        self.students.submit("ada")
        serve(self.students)
        assert 1000 <= self.late("ada") < 1100
        assert "Late submission: 6 points off" in self.students.fetch("ada")[0]

    def test_does_an_extension_count(self):
        self.set_due(-1000)
        self.students.submit("ada")
        serve(self.students)
        with self.course.gradebook() as gradebook:
            gradebook.grant_extension("toy", "ada", hours=1)
        last = self.students.submit("ada", WRONG)
        serve(self.students)
        assert answered(self.students, "ada")[-1] == (last, "all")
        assert self.late("ada") == 0

    @pytest.mark.parametrize("zone", ["Asia/Tokyo", pytest.param("America/New_York", marks=pytest.mark.long)])
    def test_is_the_time_of_another_zone_the_same_moment(self, zone):
        self.students.configure(f"c.Exchange.timezone = {zone!r}")
        self.set_due(-1000)
        self.students.submit("ada", timezone=zone)
        serve(self.students)
        assert 1000 <= self.late("ada") < 1100
        assert len(self.students.fetch("ada")) == 1

    def test_is_a_back_dated_submission_taken_and_told(self, caplog):
        name = self.students.submit("ada")
        student, lab, _, tail = name.split("+")
        (self.students.inbound / name).rename(
            self.students.inbound / f"{student}+{lab}+2020-01-01 00:00:00.0 UTC+{tail}"
        )
        serve(self.students)
        assert any("says 2020-01-01 00:00, and arrived" in record.getMessage() for record in caplog.records)
        assert len(self.students.fetch("ada")) == 1


@pytest.mark.parametrize(("handing_in", "graded"), [(200, 30), pytest.param(200, 200, marks=pytest.mark.long)])
def test_are_all_graded_of_a_class_that_hands_in_within_seconds(students, begin, said, handing_in, graded):
    service = begin()
    # The exchange takes them all; how many are graded while we look is a matter of time.
    names = [f"s{number:03}" for number in range(handing_in)]
    for number, name in enumerate(names):
        students.solve(name, f"scaled = [FACTOR * v for v in numbers]  # {number}\n")
    command = [sys.executable, SUBMIT, "toys", "toy", students.root, students.homes, "10", "0"]
    done = subprocess.run(list(map(str, command)), capture_output=True, text=True, timeout=60)
    times = json.loads(done.stdout)
    assert sorted(times) == names
    assert max(times.values()) - min(times.values()) < 10
    assert len(list(students.inbound.iterdir())) == handing_in
    wait_for(lambda: len(list(Journal(students.course.lab).folder.glob("*.json"))) >= graded, 400)
    service.terminate()
    service.wait(60)
    answers = [answered(students, name) for name in names if answered(students, name)]
    assert all(len(answer) == 1 for answer in answers)
    assert len(answers) >= graded, said()
    assert "Traceback" not in said()
    with students.course.gradebook() as gradebook:
        assert len(gradebook.assignment_submissions("toy")) >= graded

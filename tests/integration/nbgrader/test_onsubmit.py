"""Does a student find feedback soon after a submit, on the submission that counts, within the course's limits?"""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest
from dateutil.tz import gettz
from patience import SECONDS, wait_for

from labgrader.lock import alone
from labgrader.onsubmit import service as onsubmit
from labgrader.onsubmit.journal import Journal
from labgrader.onsubmit.service import RETRY_SECONDS, Service
from labgrader.pipeline import workers

WRONG = "scaled = numbers\n"


def serve(students) -> None:
    """Grade what has arrived, as the service does."""
    Service(students.course.root).run(once=True)


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
        process.wait(SECONDS)


@pytest.fixture
def said(tmp_path):
    return (tmp_path / "said").read_text


def test_is_there_feedback_after_each_submit(students):  # how soon: benchmarks/submit.py
    with students.serving():
        for student, answer, score in (("ada", None, 6), ("alan", WRONG, 2), ("alan", None, 6)):
            pages = len(students.fetch(student))
            students.submit(student, answer)
            found = wait_for(lambda: students.fetch(student)[pages:])  # noqa: B023
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
    assert students.answered("ada") == [(whole, "all")]
    assert students.answered("alan") == []
    assert not (students.course.root / "submitted" / "alan").exists()
    secret.write_text(text)
    half.chmod(0o777)
    serve(students)
    assert students.answered("alan") == [(half.name, "all")]
    assert "2 of 6 points" in students.fetch("alan")[0]


def test_is_a_resubmission_during_grading_graded_again(students, monkeypatch):
    run, names = workers.run, [students.submit("ada")]

    def submit_then_run(*args):
        if len(names) == 1:
            names.append(students.submit("ada", WRONG))
        return run(*args)

    monkeypatch.setattr(workers, "run", submit_then_run)
    serve(students)
    assert students.answered("ada") == [(name, "all") for name in names]
    assert len(names) == 2
    assert ["6 of 6 points" in page for page in students.fetch("ada")] == [True, False]
    assert students.course.scores("ada") == {"scale": 0, "plot": 2}


def test_is_a_submission_that_was_replaced_before_it_was_graded_told_so(students):
    first, second = students.submit("ada", WRONG), students.submit("ada")
    serve(students)
    assert students.answered("ada") == [(second, "all")]
    replaced, graded = students.fetch("ada")
    assert "6 of 6 points" in graded
    assert f"This submission came on {first.split('+')[2][:10]} at " in replaced
    assert "It does not count, because another one came after it." in replaced
    assert "points" not in replaced
    serve(students)
    assert students.fetch("ada") == [replaced, graded], "told once"
    third = students.submit("ada", WRONG)
    serve(students)
    assert students.answered("ada")[-1] == (third, "all")
    assert students.fetch("ada")[:2] == [replaced, graded], "what was graded keeps its page"


@pytest.mark.parametrize("kind", ["link", "pipe", "long", "none"])
def test_does_an_odd_secret_of_one_that_does_not_count_stop_nobody(students, kind):
    first, second = students.submit("ada", WRONG), students.submit("ada")
    secret = students.inbound / first / "submission_secret.txt"
    secret.unlink()
    if kind == "link":
        secret.symlink_to("/etc/passwd")
    elif kind == "pipe":
        os.mkfifo(secret)
    elif kind == "long":
        secret.write_text("x" * 1_000_000)
    serve(students)
    assert students.answered("ada") == [(second, "all")]
    assert any("6 of 6 points" in page for page in students.fetch("ada"))


def test_does_a_killed_service_go_on_where_it_stopped(students, begin):
    names = {"ada": students.submit("ada")}
    killed = begin()
    wait_for(lambda: students.answered("ada"))
    gradebook = sqlite3.connect(students.course.root / "gradebook.db", isolation_level=None)
    gradebook.execute("BEGIN IMMEDIATE")  # nobody else can write to it: nobody's grading comes to its end
    names |= {student: students.submit(student) for student in ("alan", "grace", "emmy")}
    wait_for(lambda: len(list((students.course.root / "submitted").iterdir())) > 1)
    killed.kill()
    killed.wait(SECONDS)
    gradebook.close()
    assert [student for student in names if students.answered(student)] == ["ada"]
    serve(students)
    assert {student: students.answered(student) for student in names} == {s: [(n, "all")] for s, n in names.items()}
    assert all(len(students.fetch(student)) == 1 for student in names)


def test_does_the_service_wait_for_the_course_and_say_for_whom(students, begin, said):
    students.submit("ada")
    with alone(students.course.root, "a long command"):
        service = begin("--once")
        wait_for(lambda: "Waiting for a long command (process " in said())
        assert students.answered("ada") == []
    assert service.wait(SECONDS) == 0
    assert len(students.answered("ada")) == 1


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
    assert students.answered("ada") == [(first, "all"), (second, "limit")]
    pages = students.fetch("ada")
    assert "2 of 6 points" in pages[0]
    assert "You have had feedback on 1 submission, which" in pages[1]
    assert " points" not in pages[1]
    assert students.course.scores("ada") == {"scale": 4, "plot": 2}  # the formgrader shows what counts


class Clock:
    """Time that passes only while somebody waits for it."""

    def __init__(self) -> None:
        self.now = 1_800_000_000.0

    def read(self) -> float:
        return self.now

    def wait(self, seconds: float) -> None:
        self.now += seconds


def test_does_what_is_handed_in_too_soon_wait(students, monkeypatch):
    clock = Clock()
    monkeypatch.setattr(onsubmit, "time", SimpleNamespace(monotonic=clock.read, time=clock.read))
    students.configure("c.OnSubmit.interval = 40")
    first = students.submit("ada", WRONG)
    service = Service(students.course.root)
    monkeypatch.setattr(service._stopping, "wait", clock.wait)
    service.run(once=True)
    between, last = students.submit("ada", "scaled = []\n"), students.submit("ada")
    service.run(once=True)
    graded = Journal(students.course.lab).of("ada").answered
    assert [a.submission for a in graded] == [first, last]
    assert between
    assert 40 <= graded[1].at - graded[0].at <= 41


def test_is_feedback_released_as_soon_as_it_can_be_however_long_that_takes(students, monkeypatch, caplog):
    clock, name = Clock(), students.submit("ada")
    monkeypatch.setattr(onsubmit, "time", SimpleNamespace(monotonic=clock.read, time=clock.read))
    folder = students.inbound.parent / "feedback"
    folder.touch()  # no page can be put there
    service, began = Service(students.course.root), clock.now

    def wait(seconds: float) -> None:
        clock.now += max(seconds, RETRY_SECONDS / 2)
        if clock.now > began + 10 * RETRY_SECONDS and folder.is_file():
            assert students.answered("ada") == []
            folder.unlink()

    monkeypatch.setattr(service._stopping, "wait", wait)
    service.run(once=True)
    assert students.answered("ada") == [(name, "all")]
    assert "6 of 6 points" in students.fetch("ada")[0]
    tried = [r.getMessage() for r in caplog.records if "was not released" in r.getMessage()]
    assert len(tried) >= 5
    assert str(folder) in tried[0], "the log says why"


LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)


def submitted_at(name: str) -> datetime:
    """When a submission was handed in, by the name that it got in the exchange."""
    return datetime.strptime(name.split("+")[2], "%Y-%m-%d %H:%M:%S.%f UTC").replace(tzinfo=UTC)


class TestDueDate:
    """The last submission in time counts; nbgrader's own settings say what in time is."""

    @pytest.fixture(autouse=True)
    def due(self, students):
        self.students, self.course = students, students.course

    def set_due(self, when: datetime = LONG_AGO) -> None:
        with self.course.gradebook() as gradebook:
            gradebook.update_or_create_assignment("toy", duedate=f"{when:%Y-%m-%d %H:%M:%S.%f} UTC")

    def submit_late(self, **settings: str) -> tuple[float, float]:
        """Hand in long after the due date: how late at least, and at most, in seconds."""
        self.set_due()
        before = datetime.now(UTC)
        self.students.submit("ada", **settings)
        return (before - LONG_AGO).total_seconds(), (datetime.now(UTC) - LONG_AGO).total_seconds()

    def seconds_late(self) -> float:
        with self.course.gradebook() as gradebook:
            return gradebook.find_submission("toy", "ada").total_seconds_late

    def test_does_a_late_one_not_take_the_place_of_one_in_time(self):
        in_time = self.students.submit("ada")
        serve(self.students)
        self.set_due(submitted_at(in_time))
        self.students.submit("ada", WRONG)
        serve(self.students)
        assert [name for name, _ in self.students.answered("ada")] == [in_time]
        assert self.course.scores("ada") == {"scale": 4, "plot": 2}

    def test_is_it_told_which_one_counts_and_why(self):
        self.students.configure("c.Exchange.timezone = 'Asia/Tokyo'")
        in_time = self.students.submit("ada")
        serve(self.students)
        self.set_due(submitted_at(in_time))
        self.students.submit("ada", WRONG)
        serve(self.students)
        graded, late = self.students.fetch("ada")
        tokyo = submitted_at(in_time).astimezone(gettz("Asia/Tokyo"))
        assert "6 of 6 points" in graded
        assert "It does not count, because it came after the due date" in late
        assert f"The one that counts came on {tokyo:%Y-%m-%d at %H:%M:%S JST}." in late

    def test_does_it_where_the_course_says_so(self):
        self.students.configure("c.OnSubmit.late_counts = True")
        self.set_due()
        self.students.submit("ada")
        serve(self.students)
        self.students.submit("ada", WRONG)
        serve(self.students)
        assert len(self.students.answered("ada")) == 2
        assert self.course.scores("ada") == {"scale": 0, "plot": 2}

    def test_has_a_late_one_alone_nbgraders_penalty(self):
        self.students.configure("c.LateSubmissionPlugin.penalty_method = 'zero'")
        least, most = self.submit_late()
        serve(self.students)
        assert least <= self.seconds_late() <= most
        assert "6 points off for being late" in self.students.fetch("ada")[0]

    def test_does_an_extension_count(self):
        first = self.students.submit("ada")
        self.set_due(submitted_at(first) - timedelta(seconds=1000))
        serve(self.students)
        assert self.seconds_late() == 1000
        with self.course.gradebook() as gradebook:
            gradebook.grant_extension("toy", "ada", days=1)
        last = self.students.submit("ada", WRONG)
        serve(self.students)
        assert self.students.answered("ada")[-1] == (last, "all")
        assert self.seconds_late() == 0

    @pytest.mark.parametrize("zone", ["Asia/Tokyo", "America/New_York"])
    def test_is_the_time_of_another_zone_the_same_moment(self, zone):
        self.students.configure(f"c.Exchange.timezone = {zone!r}")
        least, most = self.submit_late(timezone=zone)
        serve(self.students)
        assert least <= self.seconds_late() <= most
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


def test_are_all_graded_of_a_class_that_hands_in_at_once(students, caplog):
    students.hand_in_at_once(20, caplog)

"""Is what the course page shows what was released, and where each submission stands, and nothing else?"""

from __future__ import annotations

import stat
from datetime import UTC, datetime

import pytest
from patience import wait_for

from labgrader.coursepage.published import Published, entry_id
from labgrader.onsubmit.publisher import Publisher
from labgrader.onsubmit.service import Service
from labgrader.onsubmit.status import Watch

WRONG = "scaled = numbers\n"


@pytest.fixture
def published(students, tmp_path):
    """Publishes what there is now; the folder."""

    def publish() -> Published:
        Publisher(Watch(students.course.root), tmp_path / "published").publish()
        return Published(tmp_path / "published")

    return publish


def serve(students) -> None:
    Service(students.course.root).run(once=True)


def entries(published: Published, student: str) -> list[tuple[str, bool, str, bool]]:
    """What is said of each submission, the newest first: where it stands, if it counts, points, if there is a page."""
    work = published.student(student).labs["toy"]
    return [(e.standing, e.counts, e.points, bool(e.page)) for e in work.submissions]


def test_is_each_submission_there_from_its_arrival_to_its_answer(students, published):
    assert published().course().queue == []
    first = students.submit("ada", WRONG)
    second, other = students.submit("ada"), students.submit("alan", WRONG)
    found = published()
    assert entries(found, "ada") == [("waiting", True, "", False), ("unreleased", False, "", False)]
    assert [(w.student, w.id) for w in found.course().queue] == [("ada", entry_id(second)), ("alan", entry_id(other))]
    serve(students)
    found = published()
    assert entries(found, "ada") == [("answered", True, "6 of 6 points", True), ("answered", False, "", True)]
    assert found.course().students == {"ada": {"toy": "6 of 6 points"}, "alan": {"toy": "2 of 6 points"}}
    assert found.course().queue == []
    graded, replaced = (found.page_path("ada", "toy", entry_id(name)).read_text() for name in (second, first))
    assert sorted([graded, replaced]) == sorted(students.fetch("ada"))
    assert "It does not count, because another one came after it" in replaced
    assert "6 points" in found.report_path("toy").read_text()


def test_are_its_files_for_the_page_and_nobody_else(students, published):
    students.submit("ada")
    serve(students)
    folder = published().folder
    for path in (folder, *folder.rglob("*")):
        assert stat.S_IMODE(path.stat().st_mode) & 0o027 == 0, path
        assert stat.S_IMODE(path.stat().st_mode) & 0o040, path
    names = {path.name for path in folder.rglob("*") if path.is_file()}
    assert names == {"course.json", "state.json", "toy.html", next(p.name for p in folder.glob("students/*/toy/*"))}


def test_are_no_points_said_where_the_course_shows_none(students, published):
    students.configure("c.OnSubmit.graded_submissions = 1", "c.OnSubmit.shown = 'score'")
    for answer in (WRONG, None):
        students.submit("ada", answer)
        serve(students)
    assert entries(published(), "ada") == [("answered", True, "", True), ("answered", False, "2 of 6 points", True)]


def test_is_a_late_one_told_with_the_students_own_due_date(students, published):
    with students.course.gradebook() as gradebook:
        gradebook.update_or_create_assignment("toy", duedate="2020-01-01 12:00:00 UTC")
    students.submit("ada")
    serve(students)
    with students.course.gradebook() as gradebook:
        gradebook.grant_extension("toy", "ada", days=1)
    found = published()
    assert found.student("ada").labs["toy"].due == "2020-01-02 at 12:00:00 UTC"
    assert found.course().labs[0].due == "2020-01-01 at 12:00:00 UTC"
    (entry,) = found.student("ada").labs["toy"].submissions
    assert entry.late
    assert entry.at == pytest.approx(datetime.now(UTC).timestamp(), abs=600)


def test_does_the_service_publish_while_it_runs_and_grade_when_it_cannot(students, tmp_path, caplog):
    folder = tmp_path / "there"
    with students.serving(publish=folder):
        students.submit("ada")
        wait_for(lambda: "ada" in Published(folder).course().students)
        wait_for(lambda: entries(Published(folder), "ada") == [("answered", True, "6 of 6 points", True)])
        (folder / "students" / "alan").write_text("in its way")
        students.submit("alan")
        wait_for(lambda: students.answered("alan"))
    assert "The course page could not be brought up to date" in caplog.text

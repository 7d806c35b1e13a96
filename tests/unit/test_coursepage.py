"""Does the course page say where a submission stands, and allow its own script alone?"""

from __future__ import annotations

import base64
import hashlib
import re
from pathlib import Path

import pytest

from labgrader.coursepage.headers import page_policy
from labgrader.coursepage.published import CourseState, Entry, LabFacts, Published, StudentState, Waiting, Work
from labgrader.coursepage.store import Store
from labgrader.coursepage.views import CourseView, StudentView, said
from labgrader.whole import write

EVIL = '<script>pwned()</script>"onload="pwned()'
ENTRY = Entry(id="0" * 16, at=1.0, handed_in="2026-01-01 at 10:00:00 UTC", standing="answered", counts=True)


def published(tmp_path: Path, *entries: Entry, **course: object) -> Store:
    """What is published of ada."""
    store, lab = Store(tmp_path), LabFacts(name="toy", title=f"Toys {EVIL}", due="2026-02-01 at 10:00:00 UTC")
    write(store.state_path("ada"), StudentState(labs={"toy": Work(submissions=list(entries))}).model_dump_json())
    write(store.course_path, CourseState(labs=[lab], counts={"toy": COUNTS}, **course).model_dump_json())
    return store


COUNTS = {"waiting": 0, "unreleased": 0, "unchecked": 0, "answered": 0}


@pytest.mark.parametrize(
    ("state", "before", "sentence"),
    [
        ({"standing": "waiting"}, 3, "Being graded, 3 before yours"),
        ({"standing": "waiting"}, 0, "Being graded, yours is next"),
        ({"standing": "waiting"}, None, "Being graded"),
        ({"standing": "unreleased"}, None, "Graded; its feedback is about to be released"),
        ({"standing": "unreleased", "counts": False}, None, "Does not count; why follows"),
        ({"points": "5 of 6 points"}, None, "5 of 6 points. It counts."),
        ({"points": "5 of 6 points", "late": True}, None, "5 of 6 points. It counts (late)."),
        ({"counts": False}, None, "Answered. It does not count."),
        ({"points": "not yet graded"}, None, "Not yet graded: your teacher looks at it. It counts."),
    ],
)
def test_does_a_sentence_say_where_a_submission_stands(state, before, sentence):
    assert said(ENTRY.model_copy(update=state), before) == sentence


def test_is_the_queue_counted_and_the_newest_feedback_shown(tmp_path):
    entries = [
        ENTRY.model_copy(update={"id": "2" * 16, "at": 3.0, "standing": "waiting"}),
        ENTRY.model_copy(update={"id": "1" * 16, "at": 2.0, "page": 7, "counts": False}),
        ENTRY.model_copy(update={"page": 6, "counts": False}),
    ]
    queue = [Waiting(student=s, lab="toy", id=i * 16, since=1.0) for s, i in (("alan", "a"), ("ada", "2"))]
    store = published(tmp_path, *entries, queue=queue)
    view = StudentView(store, "/page/", "ada", own=True)
    assert "Being graded, 1 before yours" in view.parts()["work"]
    assert view.reading.address == f"/page/feedback/ada/toy/{'1' * 16}?v=7"
    chosen = StudentView(store, "/page/", "ada", own=True, chosen="0" * 16)
    assert (chosen.reading.entry, chosen.reading.newest) == (entries[2], False)
    assert StudentView(store, "/page/", "grace", own=True).reading is None
    assert "Nothing handed in yet" in StudentView(store, "/page/", "grace", own=True).page("Toys", "x")


def test_does_the_policy_allow_our_script_and_style_and_no_other(tmp_path):
    store = published(tmp_path, ENTRY, students={"ada": {"toy": EVIL}})
    for page in (
        StudentView(store, "/page/", "ada", own=True).page(EVIL, "x"),
        CourseView(store, "/page/").page(EVIL, "x"),
    ):
        for tag in ("script", "style"):
            (found,) = re.findall(rf"<{tag}>(.*?)</{tag}>", page, re.DOTALL)
            known = base64.b64encode(hashlib.sha256(found.encode()).digest()).decode()
            assert f"{tag}-src 'sha256-{known}';" in page_policy()
        assert "<script>pwned" not in page
        assert '"onload="' not in page
        assert " style=" not in page


@pytest.mark.parametrize("name", ["", ".", "..", "../alan", "a/b", "a\\b", ".hidden", "a*", "x" * 300, "a\0b"])
def test_is_no_path_made_of_what_is_no_name(tmp_path, name):
    store = Published(tmp_path)
    with pytest.raises(ValueError, match="no student id"):
        store.student(name)
    with pytest.raises(ValueError, match="no submission"):
        store.page_path("ada", "toy", name)

"""Does the whole course work on a real hub, asked as browsers ask it, for a right, a wrong and a hostile student?"""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import nbformat
import pytest
from patience import wait_for

from labgrader import corpus
from labgrader.lab import Lab
from labgrader.lock import alone

HOSTILE = """
import os, subprocess, pathlib
found = []
for name, value in os.environ.items():
    if "TOKEN" in name or "JUPYTERHUB" in name or "LABGRADER" in name:
        found.append(name)
for process in pathlib.Path("/proc").glob("[0-9]*/environ"):
    try:
        if b"JUPYTERHUB_API_TOKEN" in process.read_bytes():
            found.append(str(process))
    except OSError:
        pass
for folder in {folders!r}:
    try:
        found.append(folder + ": " + ", ".join(os.listdir(folder)))
    except OSError:
        pass
try:
    import socket
    socket.create_connection(("127.0.0.1", {port}), timeout=2)
    found.append("the hub")
except OSError:
    pass
print("FOUND" + repr(found))
scaled = [1.0]
"""


@pytest.fixture(scope="module")
def instructor(hub):
    return hub.member("emmy")


@pytest.fixture(scope="module")
def released(hub, instructor):
    """The instructor has generated and released the lab."""
    assert instructor.formgrader("POST", "assignment/toy/assign")["success"]
    assert (hub.course / "release/toy/toy.ipynb").is_file()
    assert not (hub.folder / "exchange/toys/outbound/toy").exists()
    assert instructor.formgrader("POST", "assignment/toy/release")["success"]
    assert (hub.folder / "exchange/toys/outbound/toy/toy.ipynb").is_file()


@pytest.fixture(scope="module")
def students(hub, released):
    """Three students with a server of their own, who have fetched the lab."""
    members = {name: hub.member(name) for name in ("ada", "alan", "grace")}
    with ThreadPoolExecutor(3) as pool:
        list(pool.map(lambda member: member.start_server(), members.values()))
    for member in members.values():
        assert [(a["assignment_id"], a["status"]) for a in member.assignments()] == [("toy", "released")]
        assert [a["status"] for a in member.assignments("fetch")] == ["fetched"]
        assert (member.home / "toy/toy.ipynb").is_file()
    return members


@pytest.fixture(scope="module")
def answers(hub):
    """The toy lab, solved or with another answer."""
    toy = Path(__file__).parents[2] / "toy_course"
    folders = [str(hub.course), str(hub.folder), str(hub.folder / "homes/ada"), str(hub.folder / "exchange"), str(toy)]

    def answer(source: str | None = None) -> nbformat.NotebookNode:
        return corpus.submission(Lab(hub.course, "toy"), {} if source is None else {"scale_answer": (source,)})

    return {
        "ada": answer(),
        "alan": answer("scaled = numbers\n"),
        "grace": answer(HOSTILE.format(folders=folders, port=hub.port)),
    }


@pytest.fixture(scope="module")
def handed_in(students, answers):
    """All three have validated and handed in, and found feedback: its page."""
    found = {}
    for name, member in students.items():
        member.write(answers[name])
        if name != "grace":
            checked = member.ask("POST", f"/user/{name}/assignments/validate", data={"path": "toy/toy.ipynb"}).json()
            assert checked["success"], checked
        listed = member.assignments("submit")
        assert [len(a["submissions"]) for a in listed if a["status"] == "submitted"] == [1]
        (found[name],) = wait_for(member.feedback)
    return found


def test_does_everyone_find_feedback_soon_after_the_submit(handed_in):
    assert "6 of 6 points" in handed_in["ada"]  # how soon: benchmarks/hub.py
    assert "2 of 6 points" in handed_in["alan"]


def test_does_the_hostile_student_find_nothing(handed_in, hub):
    page = handed_in["grace"]
    graded = (hub.course / "autograded/grace/toy/toy.ipynb").read_text()
    assert "FOUND[]" in graded
    assert "FOUND[]" in page
    assert "2 of 6 points" in page
    assert hub.password not in page


def test_can_no_student_reach_the_formgrader_or_anothers_server(students):
    for path in (
        "/services/toys/formgrader/manage_assignments",
        "/services/toys/api/contents",
        "/user/alan/api/contents",
    ):
        assert students["ada"].ask("GET", path).status_code in (403, 404)
    assert students["ada"].ask("GET", "/user/ada/formgrader/api/status").status_code == 404


def test_does_the_formgrader_show_the_grades_and_take_others(handed_in, students, instructor):
    scores = {s["student"]: s["autograded"] for s in instructor.formgrader("GET", "submissions/toy")}
    assert {"ada", "alan", "grace"} <= set(scores)
    listed = instructor.formgrader("GET", "submitted_notebooks/toy/toy")
    assert {s["student"]: s["score"] for s in listed} == {"ada": 6, "alan": 2, "grace": 2}
    collected = instructor.formgrader("POST", "assignment/toy/collect")
    assert collected["success"], collected
    graded = instructor.formgrader("POST", "submission/toy/alan/autograde")
    assert graded["success"], graded
    submission = next(s["id"] for s in listed if s["student"] == "alan")
    grades = {g["name"]: g for g in instructor.formgrader("GET", f"grades?submission_id={submission}")}
    changed = instructor.formgrader("PUT", f"grade/{grades['scale']['id']}", json={"manual_score": 3})
    assert changed["manual_score"] == 3
    assert instructor.formgrader("POST", "assignment/toy/generate_feedback")["success"]
    assert "2 of 6 points" in students["alan"].feedback()[0]  # not released yet
    assert instructor.formgrader("POST", "assignment/toy/release_feedback")["success"]
    assert "5 of 6 points" in students["alan"].feedback()[0]


def test_is_the_course_server_there_for_others_while_a_submission_is_graded(hub, handed_in, instructor):
    worker = hub.process_of("labgrader.formgrader.worker")
    worker.suspend()  # so the grading does not end meanwhile
    with ThreadPoolExecutor(1) as pool:
        grading = pool.submit(instructor.formgrader, "POST", "submission/toy/alan/autograde")
        try:
            for _ in range(10):
                instructor.formgrader("GET", "status")
            assert not grading.done()
        finally:
            worker.resume()
    assert grading.result()["success"], grading.result()


def test_does_a_button_say_who_has_the_course(handed_in, instructor):
    with alone(instructor.hub.course, "a long command"):
        answer = instructor.formgrader("POST", "submission/toy/ada/autograde")
    assert answer["success"] is False
    assert f"is being worked on already, by a long command (process {os.getpid()}" in answer["error"]

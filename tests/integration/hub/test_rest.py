"""Does the whole course work on a real hub, asked as browsers ask it, for a right, a wrong and a hostile student?"""

from __future__ import annotations

import html
import os
import re
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import nbformat
import pytest
import requests
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


PAGE = "/services/feedback-toys/"


def seen(member, path: str = "") -> requests.Response:
    """What a member's browser gets of the course page."""
    return member.ask("GET", f"{PAGE}{path}", allow_redirects=False)


def own_feedback(member, student: str | None = None) -> str:
    """The address of the newest feedback on a student's page, as the page has it."""
    page = seen(member, f"student/{student or member.name}")
    assert page.status_code == 200, page.text
    return html.unescape(re.search(r'<iframe sandbox title="[^"]*" src="([^"]*)"', page.text)[1]).removeprefix(PAGE)


def test_does_the_course_page_show_ones_own_submissions(handed_in, students, hub):
    wait_for(lambda: "<b>6 of 6 points. It counts.</b>" in seen(students["ada"]).text)
    page = seen(students["ada"])
    assert "alan" not in page.text
    policy = page.headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'; script-src 'sha256-")
    assert "frame-ancestors 'self'" in policy
    assert "'self'" not in re.findall(r"(?:script|style|default)-src[^;]*", policy).__repr__()
    assert "unsafe" not in policy
    assert page.headers["X-Content-Type-Options"] == "nosniff"
    feedback = seen(students["ada"], own_feedback(students["ada"]))
    assert "6 of 6 points" in feedback.text
    assert feedback.headers["Content-Security-Policy"].startswith(
        "sandbox; default-src 'none'; img-src data:; style-src 'unsafe-inline'"
    )
    assert feedback.headers["X-Content-Type-Options"] == "nosniff"
    assert PAGE in requests.get(f"{hub.address}/hub/login").text


def test_is_anothers_page_forbidden_by_name_by_path_and_by_a_guessed_link(handed_in, students, instructor):
    ada, link = students["ada"], own_feedback(instructor, "alan")
    assert link.startswith("feedback/alan/toy/")
    assert seen(instructor, link).status_code == 200
    own = own_feedback(ada)
    for path in (
        "student/alan",
        "student/nobody",
        "events/student/alan",
        "events/course",
        "report/toy",
        link,
        "feedback/alan/toy/0123456789abcdef",
        "feedback/ada%2F..%2Falan/toy/" + link.rsplit("/", 1)[1],
        "student/ada%2F..%2Falan",
        "student/..%2F..",
    ):
        assert seen(ada, path).status_code == 403, path
    for path in (own.replace("/toy/", "/..%2F..%2Falan%2Ftoy/"), "feedback/ada/toy/" + link.rsplit("/", 1)[1], "x"):
        assert seen(ada, path).status_code == 404, path
    assert requests.get(ada.hub.address + PAGE, allow_redirects=False).status_code == 302, "to the hub's login"
    assert requests.get(ada.hub.address + PAGE + link, allow_redirects=False).status_code == 302


def test_can_nothing_be_changed_without_a_token_against_forged_requests(hub, students):
    login = requests.Session()
    form = {"username": "ada", "password": hub.password}
    login.get(f"{hub.address}/hub/login")
    login.post(f"{hub.address}/hub/login", data=form | {"_xsrf": login.cookies["_xsrf"]}, params={"next": PAGE})
    page = login.get(hub.address + PAGE)  # through the hub's own OAuth
    assert "Submissions" in page.text or "submissions" in page.text
    assert login.post(hub.address + PAGE).status_code == 403
    events = re.search(r'data-events="([^"]*)"', page.text)[1]
    fetched = {"Sec-Fetch-Mode": "cors", "Sec-Fetch-Site": "same-origin"}
    with login.get(hub.address + html.unescape(events), headers=fetched, stream=True) as live:
        assert live.headers["Content-Type"] == "text/event-stream"
        assert next(live.iter_lines()) == b"event: parts"
    login.close()


def test_does_an_instructor_see_the_class_and_each_student(handed_in, instructor, students):
    page = seen(instructor).text
    assert "<h2>Queue</h2>" in page
    assert all(f">{name}</a>" in page for name in students)
    wait_for(lambda: "Class report" in seen(instructor).text)
    report = seen(instructor, "report/toy")
    assert "sandbox" in report.headers["Content-Security-Policy"]
    assert "2 of 6 points" in seen(instructor, own_feedback(instructor, "grace")).text


def test_does_the_page_see_neither_the_course_nor_write_anywhere(hub):
    page = hub.process_of("coursepage")
    status = Path(f"/proc/{page.pid}/status").read_text()
    assert "NoNewPrivs:\t1" in status  # Landlock: tests/unit/test_coursepage.py
    assert not [file.path for file in page.open_files() if str(hub.course) in file.path]


def test_is_what_an_instructor_releases_by_hand_shown_while_ones_server_is_stopped(hub, students, instructor):
    """The formgrader test above has given alan three points more."""
    alan = students["alan"]
    assert alan.ask("DELETE", "/hub/api/users/alan/server").status_code in (202, 204)
    wait_for(lambda: "<b>5 of 6 points. It counts.</b>" in seen(alan).text)
    assert "5 of 6 points" in seen(alan, own_feedback(alan)).text

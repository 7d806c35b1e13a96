"""Does whoever runs the service see what it has to do, and what it could not do, without a name?"""

from __future__ import annotations

import json
import socket
import time
import urllib.request

import pytest
from patience import wait_for

from labgrader.lock import alone
from labgrader.onsubmit.journal import Journal
from labgrader.onsubmit.metrics import prometheus
from labgrader.onsubmit.service import Service
from labgrader.onsubmit.status import LabStatus, Watch
from labgrader.report import Report
from labgrader.seam.course import report_path

WRONG = "scaled = numbers\n"


def counts(students) -> LabStatus:
    return Watch(students.course.root).read().labs["toy"]


def serve(students) -> None:
    Service(students.course.root).run(once=True)


def test_is_the_queue_read_from_the_exchange_and_the_journal(students):
    gradebook = students.course.root / "gradebook.db"
    gradebook.rename(gradebook.with_name("aside"))
    assert counts(students) == LabStatus()
    assert not gradebook.exists(), "looking makes none"
    gradebook.with_name("aside").rename(gradebook)
    before = time.time()
    students.submit("ada", WRONG)
    students.submit("ada")  # it takes the place of the first one, which waits for its sentence alone
    (students.inbound / students.submit("alan") / "submission_secret.txt").unlink()
    found = counts(students)
    assert (found.waiting, found.arriving, found.answered) == (1, 1, 0)
    assert 0 <= found.oldest <= time.time() - before + 1
    serve(students)
    found = counts(students)
    assert (found.waiting, found.unreleased, found.answered, found.last_minute) == (0, 0, 1, 1)


def test_is_it_told_what_waits_for_its_release_and_since_when(students, monkeypatch):
    folder = students.inbound.parent / "feedback"
    folder.touch()  # no page can be put there
    students.submit("ada", WRONG)
    name = students.submit("ada")
    service = Service(students.course.root)
    monkeypatch.setattr(service._stopping, "wait", lambda seconds: service.stop())
    service.run()
    noted = Journal(students.course.lab).of("ada").unreleased
    assert noted.submission == name
    found = counts(students)
    assert (found.waiting, found.unreleased, found.answered) == (0, 2, 0), "the answer, and the first one's sentence"
    assert found.unreleased_oldest >= time.time() - noted.since - 1
    folder.unlink()
    serve(students)
    assert Journal(students.course.lab).of("ada").unreleased is None
    assert (counts(students).unreleased, counts(students).answered) == (0, 1)


def test_is_it_told_what_could_not_be_checked_until_it_has_been(students):
    students.submit("ada")
    serve(students)
    journal, path = Journal(students.course.lab), report_path(students.course.lab, "ada")
    answered, report = journal.of("ada").last, Report.model_validate_json(path.read_text())
    journal.add("ada", answered.model_copy(update={"unchecked": "no kernel"}))
    assert counts(students).unchecked == 0, "it has been graded since"
    verdict = report.verdicts["scale"].model_copy(update={"checks": [], "reason": "no kernel"})
    path.write_text(report.model_copy(update={"verdicts": report.verdicts | {"scale": verdict}}).model_dump_json())
    assert counts(students).unchecked == 1
    said = students.course("labgrader", "serve", "--status").stdout
    assert "toy: ada could not be checked: no kernel" in said.replace("\n", " ")


def test_does_the_command_say_who_serves_and_who_has_the_course(students):
    said = students.course("labgrader", "serve", "--status").stdout
    assert "No process grades on submit; the course is free" in said
    students.submit("ada")
    with alone(students.course.root, "a long command"):
        told = json.loads(students.course("labgrader", "serve", "--json").stdout)
    assert told["holder"].startswith("a long command (process ")
    assert told["serving"] == 0
    assert told["labs"]["toy"]["waiting"] == 1
    assert "ada" not in json.dumps(told)


def test_are_the_counts_on_a_port_without_a_name(students):
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port = found.getsockname()[1]
    students.configure(f"c.OnSubmit.metrics_port = {port}")
    with students.serving():
        students.submit("ada")
        wait_for(lambda: students.answered("ada"))
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/metrics") as answer:
            assert answer.headers["Content-Type"].startswith("text/plain; version=0.0.4")
            text = answer.read().decode()
        with pytest.raises(urllib.error.HTTPError):
            urllib.request.urlopen(f"http://127.0.0.1:{port}/")
    assert 'labgrader_answered_total{lab="toy"} 1\n' in text
    assert 'labgrader_queue{lab="toy"} 0\n' in text
    assert "labgrader_serving 1\n" in text
    assert "ada" not in text
    with pytest.raises(OSError, match="refused"):
        urllib.request.urlopen(f"http://127.0.0.1:{port}/metrics")


def test_is_the_text_what_prometheus_reads(students):
    told = Watch(students.course.root).read()
    told.labs['odd"\\\n'] = LabStatus()
    lines = prometheus(told).splitlines()
    assert lines[0] == "# HELP labgrader_queue Submissions that wait to be graded."
    assert 'labgrader_queue{lab="odd\\"\\\\\\n"} 0' in lines
    assert all(line.startswith("#") or len(line.rsplit(" ", 1)) == 2 for line in lines)

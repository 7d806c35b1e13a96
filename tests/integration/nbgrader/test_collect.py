"""Does collecting take the newest genuine submission, whole or not at all, whatever stands in the exchange?"""

from __future__ import annotations

import os
import pwd
import shutil
from pathlib import Path

import nbformat
import pytest

from labgrader.course import Course
from labgrader.lab import CourseError
from labgrader.seam import collect

ME = pwd.getpwuid(os.getuid()).pw_name
EARLY, LATE = "2026-02-01 10:00:00.000000 UTC", "2026-02-02 10:00:00.000000 UTC"


@pytest.fixture
def exchange(course, tmp_path):
    """A course with an exchange that students hand in to."""
    course.inbound = tmp_path / "exchange" / "toys" / "inbound"
    course.inbound.mkdir(parents=True)
    (tmp_path / "exchange").chmod(0o777)
    with (course.root / "nbgrader_config.py").open("a") as config:
        config.write(f"\nc.Exchange.root = {str(tmp_path / 'exchange')!r}\n")

    def put(student, time=EARLY, answer="early", random="abc", lab="toy") -> Path:
        folder = course.inbound / f"{student}+{lab}+{time}+{random}"
        folder.mkdir()
        nbformat.write(course.solved(scale_answer=answer), folder / "toy.ipynb")
        (folder / "timestamp.txt").write_text(time)
        (folder / "submission_secret.txt").write_text(f"{student} {time} {random}")
        folder.chmod(0o777)  # as nbgrader does last
        return folder

    def take(*options):
        made = Course(course.lab)
        return {c.student: c for c in made.collect(update="update" in options, before_duedate="due" in options)}

    def submitted(student=ME) -> str:
        path = course.root / "submitted" / student / "toy" / "toy.ipynb"
        return path.read_text() if path.exists() else ""

    course.put, course.take, course.submitted = put, take, submitted
    return course


def left_over(course) -> list[str]:
    return [p.name for p in (course.root / "submitted").rglob(".*")]


def test_is_the_newest_taken_and_replaced_only_when_asked(exchange):
    exchange.put(ME, EARLY, "early", "1")
    assert exchange.take()[ME].outcome == "collected"
    exchange.put(ME, LATE, "late", "2")
    assert exchange.take()[ME].outcome.startswith("already collected")
    assert "early" in exchange.submitted()
    assert exchange.take("update")[ME].outcome == "updated"
    assert "late" in exchange.submitted()
    assert exchange.take("update")[ME].outcome == "already collected"
    assert left_over(exchange) == []


def test_does_the_command_print_who_handed_in(exchange):
    exchange.put(ME)
    done = exchange("labgrader", "collect", "toy")
    assert done.returncode == 0, done.stderr
    assert "1 of 1 students" in done.stdout
    assert exchange("nbgrader", "collect", "toy", "--update").returncode == 0
    assert exchange("labgrader", "grade", "toy").returncode == 0


def test_is_what_was_collected_what_nbgrader_collects(exchange, copy_course):
    folder = exchange.put(ME)
    (folder / "notes").mkdir()
    (folder / "notes" / "a.txt").write_text("x")
    (folder / ".ipynb_checkpoints").mkdir()
    (folder / ".ipynb_checkpoints" / "toy.ipynb").write_text("x")
    exchange.take()

    def taken():
        folder = exchange.root / "submitted" / ME / "toy"
        return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}

    ours = taken()
    shutil.rmtree(exchange.root / "submitted")
    stock = "--ExchangeFactory.collect=nbgrader.exchange.default.ExchangeCollect"
    assert exchange("nbgrader", "collect", "toy", stock).returncode == 0
    assert taken() == ours
    assert set(ours) == {"toy.ipynb", "timestamp.txt", "submission_secret.txt", "notes/a.txt"}


def test_are_links_and_special_files_left_out(exchange, tmp_path):
    (tmp_path / "secret.txt").write_text("the solution")
    folder = exchange.put(ME)
    (folder / "sub").mkdir()
    (folder / "link").symlink_to(tmp_path / "secret.txt")
    (folder / "sub" / "folder").symlink_to(tmp_path)
    os.link(tmp_path / "secret.txt", folder / "sub" / "hard")
    os.mkfifo(folder / "pipe")
    result = exchange.take()[ME]
    assert result.outcome == "collected"
    assert sorted(r.split(" is ")[0] for r in result.remarks if "left out" in r or "not followed" in r) == [
        "link", "pipe", "sub/folder", "sub/hard",
    ]  # fmt: skip
    found = {p.name for p in (exchange.root / "submitted").rglob("*")}
    assert found == {ME, "toy", "toy.ipynb", "timestamp.txt", "submission_secret.txt", "sub"}
    assert exchange("nbgrader", "autograde", "toy").returncode == 0
    assert exchange("nbgrader", "generate_feedback", "toy").returncode == 0
    assert "pipe is no ordinary file" in exchange.feedback(ME)


def test_is_a_submission_that_is_a_link_not_taken(exchange, tmp_path):
    real = exchange.put("other")
    (exchange.inbound / f"{ME}+toy+{LATE}+x").symlink_to(real)
    exchange.put(ME, EARLY, "mine", "1")
    result = exchange.take()[ME]
    assert result.outcome == "collected"
    assert "mine" in exchange.submitted()
    assert "no folder, but a link" in result.remarks[0]


def test_does_a_submission_in_anothers_name_neither_count_nor_displace_theirs(exchange):
    exchange.put("ada", LATE)  # ours, and says that it is ada's
    result = exchange.take()["ada"]
    assert result.outcome == "nothing taken"
    assert f"belongs to {ME}, and says that it is ada's" in result.remarks[0]
    assert "c.ExchangeCollect.check_owner = False" in result.remarks[0]
    assert exchange.submitted("ada") == ""
    if os.geteuid() == 0:
        genuine = exchange.put("nobody", EARLY, "genuine", "1")
        os.chown(genuine, pwd.getpwnam("nobody").pw_uid, -1)
        exchange.put("nobody", LATE, "forged", "2")
        assert exchange.take()["nobody"].outcome == "collected"
        assert "genuine" in exchange.submitted("nobody")


def test_is_a_time_long_before_the_arrival_noticed(exchange):
    exchange.put(ME, "2020-01-01 10:00:00.000000 UTC")
    assert "says 2020-01-01 10:00, and arrived " in exchange.take()[ME].remarks[0]


@pytest.mark.parametrize("zone", ["AEDT", "NZDT", "Mars"])
def test_is_a_time_zone_that_is_not_known_said(exchange, zone):
    exchange.put(ME, f"2026-02-01 10:00:00.000000 {zone}")
    (remark,) = [r for r in exchange.take()[ME].remarks if "time zone" in r]
    assert f"its time zone {zone} is not known here, so that its time was taken as UTC" in remark
    assert "2026-02-01 10:00:00.000000 UTC" in (exchange.root / "submitted" / ME / "toy" / "timestamp.txt").read_text()


def test_is_a_short_name_of_the_exchanges_own_zone_known(exchange):
    with (exchange.root / "nbgrader_config.py").open("a") as config:
        config.write("\nc.Exchange.timezone = 'Australia/Sydney'\n")
    exchange.put(ME, "2026-02-01 10:00:00.000000 AEDT")
    assert not [r for r in exchange.take()[ME].remarks if "time zone" in r]
    assert "2026-01-31 23:00:00" in (exchange.root / "submitted" / ME / "toy" / "timestamp.txt").read_text()


def test_does_a_time_inside_the_folder_not_count(exchange):
    (exchange.put(ME, LATE) / "timestamp.txt").write_text("2020-01-01 10:00:00 UTC")
    exchange.take()
    assert (exchange.root / "submitted" / ME / "toy" / "timestamp.txt").read_text() == LATE


@pytest.mark.parametrize(
    "name", ["{me}+toy+soon+x", "{me}+toy", "+toy+2026-02-01+x", "..+toy+2026-02-01+x", "\n", "++++"]
)
def test_does_an_odd_name_in_the_exchange_stop_nobody_elses_collecting(exchange, name):
    (exchange.inbound / name.format(me=ME)).mkdir()
    exchange.put(ME, EARLY)
    assert exchange.take()[ME].outcome == "collected"


def test_is_a_submission_that_is_too_large_left_alone_and_the_old_one_kept(exchange):
    exchange.put(ME, EARLY, "early", "1")
    exchange.put("+other", EARLY)
    exchange.take()
    big = exchange.put(ME, LATE, "late", "2")
    for number in range(3):
        with (big / f"{number}.bin").open("wb") as file:
            file.truncate(50_000_000)
    result = exchange.take("update")[ME]
    assert result.outcome == "not taken"
    assert "c.CourseDirectory.max_dir_size" in result.remarks[-1]
    assert "early" in exchange.submitted()
    exchange("nbgrader", "collect", "toy")
    shutil.rmtree(big)
    exchange.take("update")
    assert left_over(exchange) == []


@pytest.mark.parametrize("moment", ["mkdir", "copying", "renaming"])
def test_does_an_interruption_leave_no_half_of_a_submission(exchange, monkeypatch, moment):
    exchange.put(ME, EARLY, "early", "1")
    exchange.take()
    exchange.put(ME, LATE, "late", "2")

    def stop(*_args, **_more):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        if moment == "renaming":
            patch.setattr(Path, "rename", stop)
        else:
            patch.setattr(collect, "_copy_file" if moment == "copying" else "ignore_patterns", stop)
        with pytest.raises(KeyboardInterrupt):
            exchange.take("update")
    assert "early" in exchange.submitted()
    assert exchange.take("update")[ME].outcome == "updated"
    assert "late" in exchange.submitted()
    assert left_over(exchange) == []


def test_is_the_last_one_in_time_preferred_when_asked(exchange):
    with exchange.gradebook() as gradebook:
        gradebook.update_or_create_assignment("toy", duedate="2026-02-01 12:00:00 UTC")
    exchange.put(ME, EARLY, "early", "1")
    exchange.put(ME, LATE, "late", "2")
    exchange.take()
    assert "late" in exchange.submitted()
    assert exchange.take("due")[ME].outcome == "updated"
    assert "early" in exchange.submitted()


@pytest.mark.filterwarnings("ignore:Object of type <Submitted")
def test_does_an_extension_count_for_the_last_one_in_time(exchange):
    with exchange.gradebook() as gradebook:
        gradebook.update_or_create_assignment("toy", duedate="2026-02-01 12:00:00 UTC")
        gradebook.add_student(ME)
        gradebook.add_submission("toy", ME)
        gradebook.grant_extension("toy", ME, days=2)
    exchange.put(ME, EARLY, "early", "1")
    exchange.put(ME, LATE, "late", "2")
    exchange.take("due")
    assert "late" in exchange.submitted()


def test_is_what_is_still_being_written_left_until_it_is_whole(exchange):
    exchange.put(ME, EARLY, "early", "1")
    half = exchange.put(ME, LATE, "late", "2")
    (half / "submission_secret.txt").unlink()
    half.chmod(0o755)
    result = exchange.take()[ME]
    assert "early" in exchange.submitted()
    assert "it is still being written" in result.remarks[0]
    (half / "submission_secret.txt").write_text("secret")
    assert exchange.take("update")[ME].outcome == "already collected"
    half.chmod(0o777)
    assert exchange.take("update")[ME].outcome == "updated"


def test_is_what_never_got_its_secret_taken_when_nobody_writes_to_it_any_more(exchange, monkeypatch):
    (exchange.put(ME, EARLY, "early", "1") / "submission_secret.txt").unlink()
    assert exchange.take()[ME].outcome == "nothing taken"
    monkeypatch.setattr(collect, "GRACE", 0.0)
    assert exchange.take()[ME].outcome == "collected"


def test_is_a_missing_exchange_said_so(course):
    with pytest.raises(CourseError, match="Nothing was collected: "):
        Course(course.lab).collect(update=False, before_duedate=False)

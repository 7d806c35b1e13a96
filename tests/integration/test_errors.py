"""Does every command, whatever is wrong, name the file, the rule and the remedy, and end with an error?"""

from __future__ import annotations

import errno
import os
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from labgrader.cli import main
from labgrader.cli.text import by_reason
from labgrader.grading import grade
from labgrader.lab import Lab
from labgrader.pipeline.function import nothing_ran

ON_A_LAB = ("grade", "regrade", "report", "collect", "check", "demo")


@pytest.fixture
def run(toy: Lab, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    """Runs a command in the toy course, with one submission that was not graded yet."""
    monkeypatch.chdir(tmp_path)
    folder = toy.root / "submitted" / "ada" / "toy"
    folder.mkdir(parents=True)
    shutil.copy(toy.release_path, folder / "toy.ipynb")

    def run(*command: str, course: Path | None = toy.root, debug: bool = False) -> Result:
        before = [*(["--course", str(course)] if course else []), *(["--debug"] if debug else [])]
        return CliRunner().invoke(main, [*before, *command])

    return run


def says(result: Result, *parts: str) -> None:
    """Assert an error in words, and of these words."""
    assert result.exit_code == 1, result.output
    assert "Traceback" not in result.output
    assert "was not foreseen" not in result.output
    for part in parts:
        assert part in result.output


@pytest.mark.parametrize("command", ON_A_LAB)
def test_a_folder_that_is_no_course(run, tmp_path, command):
    (tmp_path / "empty").mkdir()
    says(run(command, "toy", course=tmp_path / "empty"), str(tmp_path / "empty"), "no course", "--course FOLDER")


@pytest.mark.parametrize("command", ["check", "serve"])
def test_all_labs_where_there_is_none_is_an_error(run, tmp_path, command):
    (tmp_path / "empty").mkdir()
    says(run(command, course=tmp_path / "empty"), "no course", "--course FOLDER")


@pytest.mark.parametrize("command", ON_A_LAB)
def test_an_unknown_lab(run, command):
    says(run(command, "tooy"), "source/tooy/tooy.ipynb does not exist", "The labs of this course are: toy")


def test_an_answer_that_nobody_gave(run):
    says(run("check", "toy", "--only", "nobody"), "No answer has 'nobody' in its name")


def test_an_answer_that_names_a_question_which_is_not_there(run, toy):
    path = toy.root / "tests" / "submissions" / "toy" / "wrong" / "odd.py"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text('"""Odd.\n\ncell: scale_answer\nearns: {scael: 0}\n"""\n')
    says(run("check", "toy"), "wrong/odd.py: `earns:` names scael, and the questions of toy are scale, plot.")


def test_an_unknown_student(run, monkeypatch):
    monkeypatch.setattr("labgrader.course.Course.ensure_assignment", lambda course: None)
    says(run("grade", "toy", "--student", "nobody"), "nobody: no submission of toy")


@pytest.mark.parametrize("command", ["grade", "regrade", "report"])
def test_nobody_has_handed_in(run, toy, command, monkeypatch):
    monkeypatch.setattr("labgrader.course.Course.ensure_assignment", lambda course: None)
    shutil.rmtree(toy.root / "submitted")
    says(run(command, "toy"), "No submission of toy", "submitted", "Collect")


def test_nobody_has_been_graded(run):
    says(run("report", "toy"), "Nobody has been graded", "labgrader grade toy")


@pytest.mark.parametrize("command", ON_A_LAB)
def test_a_configuration_that_cannot_be_read_stops_everything(run, toy, command):
    (toy.root / "nbgrader_config.py").write_text("c = get_config(\n")
    says(run(command, "toy"), "nbgrader_config.py cannot be read", "SyntaxError")


@pytest.mark.parametrize("text", ["c = get_config()\nc.CourseDirectory.course_id = 'x'\n", None])
@pytest.mark.parametrize("command", ["grade", "regrade"])
def test_a_configuration_without_labgrader_would_run_student_code_unprotected(run, toy, command, text):
    path = toy.root / "nbgrader_config.py"
    path.unlink()
    if text is not None:
        path.write_text(text)
    says(run(command, "toy"), "nbgrader_config.py", "without a sandbox", "configure(c)")


def test_a_value_of_the_wrong_type_in_the_configuration(run, toy):
    with (toy.root / "nbgrader_config.py").open("a") as file:
        file.write("c.Sandbox.memory = 'much'\n")
    says(run("grade", "toy"), "nbgrader_config.py", "memory", "much", "Correct")


@pytest.mark.parametrize("command", ["grade", "check", "demo"])
def test_a_notebook_that_is_broken(run, toy, command):
    toy.source_path.write_text('{"cells": 3}')
    says(run(command, "toy"), "source/toy/toy.ipynb: not a readable notebook")


@pytest.mark.parametrize("command", ["grade", "regrade", "report"])
def test_a_gradebook_that_is_damaged(run, toy, command):
    (toy.root / "gradebook.db").write_text("no database")
    (toy.state_path / "reports" / "toy").mkdir(parents=True)
    (toy.state_path / "reports" / "toy" / "ada.json").write_text('{"lab": "toy", "student": "ada"}')
    says(run(command, "toy"), "gradebook", "not a database", "put a copy of it back")


def test_a_gradebook_that_another_program_keeps_to_itself(run, toy, monkeypatch):
    monkeypatch.setattr("labgrader.course.LOCKED_SECONDS", 0.1)
    other = sqlite3.connect(toy.root / "gradebook.db")
    other.execute("CREATE TABLE t (x)")
    other.execute("BEGIN EXCLUSIVE")
    try:
        says(run("regrade", "toy"), "gradebook.db", "locked", "wait until that has ended")
    finally:
        other.close()


@pytest.mark.parametrize(("command", "file"), [("check", "unseen.toml"), ("new", "conftest.py")])
def test_graders_that_are_gone(run, toy, command, file):
    shutil.rmtree(toy.root / "graders")
    says(run(command, "toy" if command == "check" else "toy2"), str(toy.root / "graders"))


def test_a_broken_grader_is_told_in_short(toy):
    (toy.graders_path / "test_scale.py").write_text("def x(:\n")
    reason = grade(toy, {"ada": nothing_ran(toy, "no notebook")})["ada"]["scale"].reason
    assert "graders/toy/test_scale.py cannot be imported" in reason
    assert "line 1" in reason
    assert "SyntaxError: invalid syntax" in reason
    assert len(reason.splitlines()) == 1


def test_a_release_that_is_gone(run, toy):
    shutil.rmtree(toy.root / "release")
    says(run("check", "toy"), "release/toy/toy.ipynb does not exist", "nbgrader generate_assignment toy")


@pytest.mark.parametrize("name", ["Lab", "../x", "a b", "5x", "x+y", "x-y", "x__y", "", "a" * 61])
def test_a_name_that_is_none(run, toy, name):
    before = sorted(toy.root.rglob("*"))
    says(run("new", name), "will not do as the name of a lab", "lab5_momentum")
    assert sorted(toy.root.rglob("*")) == before


@pytest.mark.parametrize("taken", ["source", "release", "graders", "tests/submissions"])
def test_a_lab_of_that_name_is_there(run, toy, taken):
    (toy.root / taken / "other").mkdir(parents=True)
    before = sorted(toy.root.rglob("*"))
    says(run("new", "other"), f"{taken}/other exists", "nothing is overwritten")
    assert sorted(toy.root.rglob("*")) == before


def test_a_demo_in_a_folder_that_is_none(run, tmp_path):
    (tmp_path / "mine").mkdir()
    says(run("demo", "toy", "--into", "mine"), "mine exists and is no demo course", "--into")


@pytest.mark.parametrize(
    ("error", "parts"),
    [
        (OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), "x.ipynb"), ("x.ipynb", "Make room")),
        (PermissionError(errno.EACCES, "Permission denied", "x.db"), ("x.db", "change the rights")),
        (FileNotFoundError(errno.ENOENT, "No such file", "x.toml"), ("x.toml does not exist", "git status")),
    ],
)
def test_an_error_of_the_machine(run, monkeypatch, error, parts):
    def fail(*args: object) -> None:
        raise error

    monkeypatch.setattr("labgrader.lab.Lab.__init__", fail)
    says(run("report", "toy"), *parts)


def test_what_nobody_foresaw_is_told_without_a_traceback_and_with_one_if_asked(run, monkeypatch):
    def fail(*args: object) -> None:
        raise ZeroDivisionError("by nought")

    monkeypatch.setattr("labgrader.lab.Lab.__init__", fail)
    result = run("report", "toy")
    assert result.exit_code == 1
    assert "ZeroDivisionError: by nought" in result.output
    assert "labgrader --debug" in result.output
    assert isinstance(run("report", "toy", debug=True).exception, ZeroDivisionError)


def test_a_mistyped_command_ends_with_2(run):
    assert run("grad").exit_code == 2
    assert run("grade").exit_code == 2
    assert run("grade", "toy", "--studnet", "x").exit_code == 2
    assert run("grade", "toy", course=Path("/nowhere")).exit_code == 2


def test_help_of_every_command_is_there_and_whole():
    listed = CliRunner().invoke(main, ["--help"]).output
    for name, command in main.commands.items():
        line = next(line for line in listed.splitlines() if line.split()[:1] == [name])
        assert line.endswith("."), line
        assert not line.endswith("..."), line
        told = CliRunner().invoke(main, [name, "--help"]).output
        assert told.startswith(f"Usage: main {name}")
        assert all(option.help for option in command.params if option.param_type_name == "option")


def test_a_reason_that_many_share_is_told_once():
    lines = [line.plain for line in by_reason({f"s{n}": "gone" for n in range(8)} | {"t": "[bold]x"})]
    assert lines == ["s0, s1, s2, s3, s4 and 3 more could not be checked: gone", "t could not be checked: [bold]x"]

"""Is what must not be copied or imported set aside, before nbgrader copies a submission?"""

from __future__ import annotations

import os
import socket
from datetime import datetime

import pytest

from labgrader import tidy
from labgrader.pipeline.submission import read_folder

SECRET = "planted in a file that is not the student's"
GIVEN = {"toy.ipynb", "notes.txt", "helper.py"}


@pytest.fixture
def handed(course, tmp_path):
    """A right submission, the folder that it is in, and a file outside of the course; the lab gives a helper.py."""
    (course.root / "source" / "toy" / "helper.py").write_text("given = 1")
    course.folder = course.hand_in("eve", course.solved())
    (tmp_path / "outside.txt").write_text(SECRET)
    course.outside = tmp_path / "outside.txt"
    return course


def make_socket(path):
    os.chdir(path.parent)  # a socket's whole path is short
    with socket.socket(socket.AF_UNIX) as made:
        made.bind(path.name)


def make_package(path):
    path.mkdir()
    (path / "__init__.py").touch()


def make_large(path):
    with path.open("wb") as file:
        file.truncate(1 << 34)  # and takes no room on the disk


MADE = {
    "mine.txt": (lambda path, outside: path.symlink_to(outside), "is a link, which was not followed"),
    "data": (lambda path, outside: path.symlink_to(outside.parent), "is a link, which was not followed"),
    "dangling": (lambda path, outside: path.symlink_to("/no/such/file"), "is a link, which was not followed"),
    "hard.txt": (lambda path, outside: os.link(outside, path), "is a hard link"),
    "pipe": (lambda path, outside: os.mkfifo(path), "is no ordinary file"),
    "socket": (lambda path, outside: make_socket(path), "is no ordinary file"),
    "json.py": (lambda path, outside: path.touch(), "imported in the place of the library json"),
    "torch.py": (lambda path, outside: path.touch(), "imported in the place of the library torch"),
    "numpy.cpython-311-x86_64-linux-gnu.so": (lambda path, outside: path.touch(), "in the place of the library numpy"),
    "sitecustomize.py": (lambda path, outside: path.touch(), "in the place of the library sitecustomize"),
    "helper.so": (lambda path, outside: path.touch(), "imported in the place of the given file helper.py"),
    "helper": (lambda path, outside: make_package(path), "imported in the place of the given file helper.py"),
    "pytest": (lambda path, outside: make_package(path), "imported in the place of the library pytest"),
    "sparse.bin": (lambda path, outside: make_large(path), "files together may have 20 MB"),
    "timestamp.txt": (lambda path, outside: os.mkfifo(path), "is no ordinary file"),
    "helper.py": (lambda path, outside: path.mkdir(), "is a folder, and should be the given file of this name"),
    "toy.html": (lambda path, outside: path.touch(), "has the name of the page with your feedback"),
}
TIMES = {"text": "soon", "bytes": b"\xff\xfe", "date": "9" * 30, "long": "2026-01-01 " + " " * 300}


@pytest.mark.parametrize("name", MADE)
def test_is_it_set_aside_and_said_so(handed, monkeypatch, name):
    monkeypatch.chdir(handed.folder)
    make, why = MADE[name]
    make(handed.folder / name, handed.outside)
    (sentence,) = tidy.put_in_order(handed.lab, "eve", handed.folder)
    assert sentence.startswith(f"{name} ")
    assert why in sentence
    assert [p.name for p in handed.folder.iterdir()] == ["toy.ipynb"]
    assert os.path.lexists(handed.root / ".labgrader" / "aside" / "toy" / "eve" / name), "nothing is lost"
    assert tidy.put_in_order(handed.lab, "eve", handed.folder) == [sentence], "grading again says the same"


def test_is_a_link_in_the_place_of_a_whole_submission_not_followed_and_said_again(handed):
    link = handed.root / "submitted" / "mallory" / "toy"
    link.parent.mkdir()
    link.symlink_to(handed.folder)
    said = [read_folder(handed.lab, "mallory", link, []).remarks for _ in range(2)]
    assert said == [["Your whole submission is a link, which was not followed."]] * 2
    assert not link.is_symlink()


@pytest.mark.parametrize("kind", TIMES)
def test_does_a_time_that_cannot_be_read_go(handed, kind):
    text = TIMES[kind]
    (handed.folder / "timestamp.txt").write_bytes(text if isinstance(text, bytes) else text.encode())
    assert "no time that can be read" in tidy.put_in_order(handed.lab, "eve", handed.folder)[0]


def test_is_a_time_zone_that_is_not_known_said_to_whoever_reads_the_table(handed):
    (handed.folder / "timestamp.txt").write_text("2026-02-01 10:00:00 AEDT")
    submission = read_folder(handed.lab, "eve", handed.folder, [])
    assert submission.timestamp == datetime(2026, 2, 1, 10)
    assert submission.remarks == ["The time zone AEDT in timestamp.txt is not known here: its time was taken as UTC."]
    (handed.folder / "timestamp.txt").write_text("2026-02-01 10:00:00 Australia/Sydney")
    submission = read_folder(handed.lab, "eve", handed.folder, [])
    assert (submission.timestamp, submission.remarks) == (datetime(2026, 1, 31, 23), [])


def test_does_a_folder_go_that_stands_where_the_time_should(handed):
    (handed.folder / "timestamp.txt").mkdir()
    assert "timestamp.txt is a folder" in tidy.put_in_order(handed.lab, "eve", handed.folder)[0]
    assert not (handed.folder / "timestamp.txt").exists()


def test_does_nbgrader_copy_what_is_left_and_the_student_read_why(handed, monkeypatch):
    monkeypatch.chdir(handed.folder)
    for name, (make, _) in MADE.items():
        make(handed.folder / name, handed.outside)
    other = handed.hand_in("ada", handed.solved())
    (other / "timestamp.txt").write_text("soon")
    link = handed.hand_in("grace", None) / "toy.ipynb"
    link.symlink_to(other / "toy.ipynb")
    (handed.root / "submitted" / "mallory").mkdir()
    (handed.root / "submitted" / "mallory" / "toy").symlink_to(other)
    assert handed("nbgrader", "autograde", "toy").returncode == 0
    assert handed("nbgrader", "generate_feedback", "toy").returncode == 0
    assert {p.name for p in (handed.root / "autograded" / "eve" / "toy").rglob("*")} == GIVEN
    assert handed.outside.read_text() == SECRET
    whole = {"scale": 4, "plot": 2}
    assert {s: handed.scores(s) for s in ("eve", "ada")} == {"eve": whole, "ada": whole}
    assert {s: handed.scores(s) for s in ("grace", "mallory")} == dict.fromkeys(
        ("grace", "mallory"), dict.fromkeys(whole, 0)
    )
    page = handed.feedback("eve")
    assert all(name in page and why in page for name, (_, why) in MADE.items())
    assert SECRET not in handed.feedback("eve")
    assert "toy.ipynb is a link, which was not followed" in handed.feedback("grace")
    assert "Your whole submission is a link" in handed.feedback("mallory")
    assert (other / "toy.ipynb").is_file()


@pytest.mark.parametrize(
    "name",
    ["mine.py", "helper.py", "Torch.py", "json.txt", "json.csv", "data/json.py", "sub/torch/__init__.py", "np.py"],
)
def test_is_an_ordinary_file_left_alone(handed, name):
    path = handed.folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("x = 1")
    assert tidy.put_in_order(handed.lab, "eve", handed.folder) == []
    assert path.exists()
    assert not (handed.root / ".labgrader" / "aside").exists()


def test_are_too_many_files_left_out_and_the_notebook_graded(handed, monkeypatch):
    monkeypatch.setattr(tidy, "MAX_ENTRIES", 30)
    for number in range(40):
        (handed.folder / f"{number}.txt").touch()
    left_out = tidy.put_in_order(handed.lab, "eve", handed.folder)
    assert left_out == ["Your submission holds more than 30 files; only the notebook was taken."]
    assert [p.name for p in handed.folder.iterdir()] == ["toy.ipynb"]


def test_is_nothing_said_of_a_submission_that_came_later(handed):
    (handed.folder / "link").symlink_to(handed.outside)
    assert tidy.put_in_order(handed.lab, "eve", handed.folder)
    assert tidy.noted(handed.lab, "eve", handed.folder)
    handed.hand_in("eve", handed.solved(scale_answer="other = 1"))
    assert tidy.put_in_order(handed.lab, "eve", handed.folder) == []

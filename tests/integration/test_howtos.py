"""Is each how-to true? Its commands are run as they stand, its files are written, its outputs are looked for."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import zipfile
from dataclasses import dataclass
from pathlib import Path

import nbformat
import pytest

from labgrader import corpus
from labgrader.lab import Lab

ROOT = Path(__file__).parents[2]
LAB = "lab4_minibatch"
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@dataclass
class Reader:
    """Somebody who has the page and a course, and does what the page says."""

    course: Path
    home: Path
    output: str = ""
    old: tuple[Path, str] | None = None  # what is to be changed, once the page has said to what

    def follow(self, page: str) -> None:
        text = (ROOT / "docs" / page).read_text(encoding="utf-8")
        end = 0
        for block in BLOCK.finditer(text):
            self.do(text[end : block.start()], *block.groups())
            end = block.end()
        assert self.old is None

    def do(self, before: str, kind: str, content: str) -> None:
        """Do what one block says, and the paragraph before it."""
        before = " ".join(before.strip().split("\n\n")[-1].split())
        write = re.search(r"Write(?: a class list,)? `(\S+)`:$", before)
        change = re.search(r"[Ii]n `([^`]+)`[^`]*(?:`[^`]+`[^`]*)?change$", before)
        if kind == "sh":
            self.run(content)
        elif kind == "text":
            self.compare(content)
        elif write:
            path = self.course / write[1]
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(content, encoding="utf-8")
        elif change:
            self.old = self.course / change[1], content
        elif before == "to":
            path, old = self.old
            text = path.read_text(encoding="utf-8")
            assert text.count(old) == 1, f"{path} holds {text.count(old)} times:\n{old}"
            path.write_text(text.replace(old, content), encoding="utf-8")
            self.old = None

    def run(self, commands: str) -> None:
        path = os.pathsep.join((str(Path(sys.executable).parent), os.environ["PATH"]))
        env = {k: v for k, v in os.environ.items() if k != "PYTHONWARNINGS"}
        env |= {"PATH": path, "HOME": str(self.home), "COLUMNS": "200"}
        command = ["bash", "-euo", "pipefail", "-c", commands]
        done = subprocess.run(command, cwd=self.course, env=env, capture_output=True, text=True, timeout=300)
        self.output = done.stdout + done.stderr
        assert done.returncode == 0, f"{commands}\n{self.output}"

    def compare(self, expected: str) -> None:
        """Find each line, in order; `…` stands for anything."""
        pattern = ".*".join(re.escape(line.strip()).replace("…", ".*") for line in expected.strip().split("\n"))
        assert re.search(pattern, self.output, re.DOTALL), f"{expected}\nis not in\n{self.output}"


@pytest.fixture
def reader(tmp_path) -> Reader:
    """A reader with a course of one lab."""
    course, home = tmp_path / "course", tmp_path / "home"
    home.mkdir()
    for part in (f"source/{LAB}", f"release/{LAB}", "graders"):
        shutil.copytree(ROOT / part, course / part, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "nbgrader_config.py", course)
    return Reader(course, home)


@pytest.mark.long  # most of it is in the tolerance's page, too
def test_add_a_lab(reader):
    reader.follow("add-a-lab.md")


@pytest.mark.long
def test_add_a_mistake(reader):
    reader.follow("add-a-mistake.md")


def test_change_a_tolerance(reader):
    reader.follow("change-a-tolerance.md")


SYSTEMS = {
    "Canvas": ("lovelaceada_1234_56789_{lab}.ipynb", "turingalan_LATE_1235_56790_{lab}-1.ipynb"),
    "Moodle": (
        "Ada Lovelace_1234_assignsubmission_file_/{lab}.ipynb",
        "Alan Turing_1235_assignsubmission_file_/my work.ipynb",
    ),
}


@pytest.mark.parametrize("system", ["Canvas", pytest.param("Moodle", marks=pytest.mark.long)])
def test_grade_downloaded_files(reader, system):
    lab = Lab(ROOT, LAB)
    answers = [corpus.submission(lab, {}), corpus.submission(lab, {}, solved=False)]
    (reader.home / "Downloads").mkdir()
    with zipfile.ZipFile(reader.home / "Downloads" / "submissions.zip", "w") as archive:
        for name, answer in zip(SYSTEMS[system], answers, strict=True):
            archive.writestr(name.format(lab=LAB), nbformat.writes(answer))
    reader.follow("grade-downloaded-files.md")
    canvas = (reader.course / "canvas.csv").read_text(encoding="utf-8").splitlines()
    assert canvas[2:] == ['"Lovelace, Ada",1234,,,,16.00', '"Turing, Alan",1235,,,,0.00']
    moodle = (reader.course / "moodle.csv").read_text(encoding="utf-8").splitlines()
    assert moodle[1:] == ["Ada,Lovelace,,,,ada@example.org,16.00", "Alan,Turing,,,,alan@example.org,0.00"]


def test_a_page_that_is_not_true_is_seen(reader):
    with pytest.raises(AssertionError, match="false"):
        reader.do("Do this:", "sh", "false\n")
    reader.do("Do this:", "sh", "echo one; echo two\n")
    reader.do("It prints", "text", "on…\ntwo\n")
    with pytest.raises(AssertionError, match="is not in"):
        reader.do("It prints", "text", "two\none\n")
    reader.do("Write `a/b.txt`:", "text_", "one\n")
    reader.do("In `a/b.txt`, change", "python", "two\n")
    with pytest.raises(AssertionError, match="holds 0 times"):
        reader.do("to", "python", "three\n")

"""Somebody who follows a how-to: its commands are run as they stand, its files written, its outputs looked for."""

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
import patience

from labgrader import corpus
from labgrader.attacks.course import leave_few_sets
from labgrader.lab import Lab

ROOT = Path(__file__).parents[1]
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
        options = {"cwd": self.course, "env": env, "timeout": patience.SECONDS}
        done = subprocess.run(command, capture_output=True, text=True, **options)
        self.output = done.stdout + done.stderr
        assert done.returncode == 0, f"{commands}\n{self.output}"

    def compare(self, expected: str) -> None:
        """Find each line, in order; `…` stands for anything."""
        pattern = ".*".join(re.escape(line.strip()).replace("…", ".*") for line in expected.strip().split("\n"))
        assert re.search(pattern, self.output, re.DOTALL), f"{expected}\nis not in\n{self.output}"


def new_reader(folder: Path) -> Reader:
    """A reader with a course of one lab."""
    course, home = folder / "course", folder / "home"
    home.mkdir()
    for part in (f"source/{LAB}", f"release/{LAB}", "graders"):
        shutil.copytree(ROOT / part, course / part, ignore=shutil.ignore_patterns("__pycache__"))
    leave_few_sets(course / "graders" / LAB / "unseen.toml")
    shutil.copy(ROOT / "nbgrader_config.py", course)
    return Reader(course, home)


SYSTEMS = {
    "Canvas": ("lovelaceada_1234_56789_{lab}.ipynb", "turingalan_LATE_1235_56790_{lab}-1.ipynb"),
    "Moodle": (
        "Ada Lovelace_1234_assignsubmission_file_/{lab}.ipynb",
        "Alan Turing_1235_assignsubmission_file_/my work.ipynb",
    ),
}


def grade_downloaded_files(reader: Reader, system: str) -> None:
    """Follow docs/grade-downloaded-files.md with an archive of Canvas's or Moodle's."""
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

"""`make hub-bench`: how long students wait for feedback after a submit, through nbgrader's exchange.

The service runs in a process of its own, on the lab's known answers; no two submissions are alike.
"""

from __future__ import annotations

import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from itertools import cycle, islice
from pathlib import Path

import click
from classes import ROOT
from nbgrader.utils import notebook_hash
from rich.console import Console
from rich.table import Table

from labgrader import corpus, structure
from labgrader.course import Course, course_app
from labgrader.lab import Lab
from labgrader.onsubmit.journal import Journal

BIN = Path(sys.executable).parent
PATIENCE = 900  # seconds


@click.command()
@click.option("--lab", default="lab4_minibatch")
@click.option("--sizes", default="50,200", help="How many hand in within ten seconds.")
@click.option("--full", is_flag=True, help="1000 within a minute, too.")
def bench(lab: str, sizes: str, full: bool) -> None:
    """Measure, and print a table."""
    table = Table(
        "what", "submissions", "graded", "lost", "twice", "median, s", "90 %, s", "last, s", "all done after, s"
    )
    loads = [("one at a time", 10, None), *((f"{size} in 10 s", int(size), 10) for size in sizes.split(",") if size)]
    loads += [("1000 in 60 s", 1000, 60)] if full else []
    busy = os.getloadavg()[0]
    for what, size, seconds in loads:
        with tempfile.TemporaryDirectory(prefix="lg-hub-") as folder:
            table.add_row(what, *_measure(Path(folder), lab, size, seconds))
    table.title = f"From submit to feedback: {lab}, {os.cpu_count()} cores, load before: {busy:.1f}"
    Console(width=140).print(table)


def _measure(folder: Path, name: str, size: int, seconds: float | None) -> list[str]:
    """Hand in and wait; a row of the table."""
    root, exchange, homes = folder / "course", folder / "exchange", folder / "homes"
    _prepare(root, exchange, name)
    _students(homes, name, size + 1)
    with (folder / "said").open("wb") as said:
        command = [str(BIN / "labgrader"), "serve", name, "--publish", str(folder / "published")]
        service = subprocess.Popen(command, cwd=root, stdout=said, stderr=subprocess.STDOUT)
        try:
            journal = Journal(Lab(root, name))
            handed = _submit(root, name, exchange, homes, "s0000", 0)  # starts the libraries; not counted
            _wait(journal, 1)
            if seconds is None:
                for number in range(1, size + 1):
                    handed |= _submit(root, name, exchange, homes, f"s{number:04}", 0)
                    _wait(journal, number + 1)
            else:
                handed |= _submit(root, name, exchange, homes, "s", seconds)
                _wait(journal, size + 1)
        finally:
            service.terminate()
            service.wait(60)
    answers = {path.stem: journal.of(path.stem).answered for path in journal.folder.iterdir()}
    del handed["s0000"], answers["s0000"]
    waits = sorted(answers[student][0].at - when for student, when in handed.items() if student in answers)
    found = sum(_has_feedback(path, name) for path in (exchange / course_id(root) / "inbound").iterdir()) - 1
    last = max(a[-1].at for a in answers.values()) - min(handed.values())
    twice = sum(len(answered) - 1 for answered in answers.values())
    times = (statistics.median(waits), waits[int(len(waits) * 0.9)], waits[-1], last)
    return [str(size), str(found), str(size - found), str(twice), *(f"{value:.1f}" for value in times)]


def _prepare(root: Path, exchange: Path, name: str) -> None:
    """A copy of this course, with the lab released."""
    exchange.mkdir()
    exchange.chmod(0o777)
    shutil.copytree(ROOT / "source" / name, root / "source" / name)
    shutil.copytree(ROOT / "graders", root / "graders", ignore=shutil.ignore_patterns("__pycache__"))
    config = (ROOT / "nbgrader_config.py").read_text(encoding="utf-8")
    config += f"\nc.Exchange.root = {str(exchange)!r}\nc.ExchangeCollect.check_owner = False\n"
    (root / "nbgrader_config.py").write_text(config, encoding="utf-8")
    course = Course(Lab(root, name))
    course.ensure_assignment()
    result = course.api.release_assignment(name)
    if not result["success"]:
        raise SystemExit(result["error"])


def _students(homes: Path, name: str, size: int) -> None:
    lab = Lab(ROOT, name)
    for number, answer in enumerate(islice(cycle(corpus.answers(lab)), size)):
        notebook = answer.notebook(lab)
        for cell in notebook.cells:
            if structure.is_answer(cell):
                cell.source += f"\n# by student {number}"
        folder = homes / f"s{number:04}" / name
        folder.mkdir(parents=True)
        (folder / f"{name}.ipynb").write_text(json.dumps(notebook), encoding="utf-8")
        for path, content in lab.files.items():
            (folder / path).write_bytes(content)


def _submit(root: Path, name: str, exchange: Path, homes: Path, which: str, seconds: float) -> dict[str, float]:
    """Have students hand in whose name begins so, and have not yet; when each did."""
    waiting = homes.with_name("waiting")
    waiting.mkdir(exist_ok=True)
    for home in homes.glob(f"{which}*"):
        home.rename(waiting / home.name)
    course = course_id(root)
    command = [sys.executable, Path(__file__).with_name("submit.py"), course, name, exchange, waiting, "10", seconds]
    done = subprocess.run(list(map(str, command)), capture_output=True, text=True, check=True)
    shutil.rmtree(waiting)
    return json.loads(done.stdout)


def course_id(root: Path) -> str:
    """The course's name, as its configuration says it."""
    return course_app(root).coursedir.course_id


def _has_feedback(submission: Path, name: str) -> bool:
    """Whether the page is there that nbgrader's Fetch Feedback looks for."""
    page = notebook_hash(secret=(submission / "submission_secret.txt").read_text(), notebook_id=name)
    return (submission.parent.parent / "feedback" / f"{page}.html").is_file()


def _wait(journal: Journal, number: int) -> None:
    """Wait until so many students have had an answer."""
    until = time.monotonic() + PATIENCE
    while len(list(journal.folder.glob("*.json"))) < number:
        if time.monotonic() > until:
            raise SystemExit(f"Of {number} students, {len(list(journal.folder.glob('*.json')))} had an answer.")
        time.sleep(0.05)


if __name__ == "__main__":
    bench()

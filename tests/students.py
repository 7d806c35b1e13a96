"""Students of the toy course who hand in and fetch feedback through nbgrader's own exchange classes."""

from __future__ import annotations

import json
import logging
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

from nbgrader.auth import Authenticator
from nbgrader.coursedir import CourseDirectory
from nbgrader.exchange.default import ExchangeFetchFeedback, ExchangeReleaseAssignment, ExchangeSubmit
from patience import SECONDS, wait_for
from traitlets.config import Config

from labgrader.onsubmit.journal import Journal
from labgrader.onsubmit.service import Service

SUBMIT = Path(__file__).parents[1] / "benchmarks" / "submit.py"


class Students:
    """The exchange of a course that has released its lab, and the homes of those who take it."""

    def __init__(self, course, folder: Path) -> None:
        self.course, self.root, self.homes = course, folder / "exchange", folder / "homes"
        self.root.mkdir(parents=True)
        self.root.chmod(0o777)
        self.configure(f"c.Exchange.root = {str(self.root)!r}", "c.ExchangeCollect.check_owner = False")
        config = Config({"Exchange": {"root": str(self.root)}, "CourseDirectory": {"course_id": "toys"}})
        coursedir = CourseDirectory(config=config, root=str(course.root), assignment_id="toy")
        ExchangeReleaseAssignment(coursedir=coursedir, config=config).start()

    @property
    def inbound(self) -> Path:
        return self.root / "toys" / "inbound"

    def configure(self, *lines: str) -> None:
        with (self.course.root / "nbgrader_config.py").open("a") as config:
            config.write("\n".join(["", *lines, ""]))

    def _as(self, kind: type, student: str, **settings: str):
        home = self.homes / student
        home.mkdir(parents=True, exist_ok=True)
        config = Config()
        config.Exchange = Config(root=str(self.root), cache=str(home / ".cache"), assignment_dir=str(home), **settings)
        config.CourseDirectory = Config(course_id="toys", student_id=student, assignment_id="toy", root=str(home))
        config.Application = Config(log_level=40)
        coursedir = CourseDirectory(config=config)
        return kind(coursedir=coursedir, authenticator=Authenticator(config=config), config=config)

    def solve(self, student: str, answer: str | None = None) -> None:
        """Put the toy lab, solved or with another answer in `scale`, into the student's folder."""
        folder = self.homes / student / "toy"
        folder.mkdir(parents=True, exist_ok=True)
        answers = {} if answer is None else {"scale_answer": answer}
        (folder / "toy.ipynb").write_text(json.dumps(self.course.solved(**answers)), encoding="utf-8")

    def submit(self, student: str, answer: str | None = None, **settings: str) -> str:
        """Solve it and hand it in; the name that it got in the exchange."""
        self.solve(student, answer)
        before = set(self.inbound.iterdir())
        self._as(ExchangeSubmit, student, **settings).start()
        (new,) = (path for path in set(self.inbound.iterdir()) - before if path.name.startswith(f"{student}+"))
        return new.name

    def fetch(self, student: str) -> list[str]:
        """Fetch feedback; every page that the student then has, in the order of the submissions."""
        if not (self.root / "toys" / "feedback").exists():  # nobody has got any yet
            return []
        self._as(ExchangeFetchFeedback, student).start()
        pages = sorted((self.homes / student / "toy" / "feedback").glob("*/toy.html"))
        return [page.read_text(encoding="utf-8") for page in pages]

    @contextmanager
    def serving(self, publish: Path | None = None) -> Iterator[None]:
        """A service grades what arrives meanwhile."""
        service = Service(self.course.root, publish=publish)
        with ThreadPoolExecutor(1) as thread:
            running = thread.submit(service.run)
            try:
                yield
            finally:
                service.stop()
                running.result(SECONDS)

    def answered(self, student: str) -> list[tuple[str, str]]:
        """Each submission of a student that was graded, and what was shown of it."""
        return [(a.submission, a.shown) for a in Journal(self.course.lab).of(student).answered]

    def hand_in_at_once(self, count: int, caplog) -> None:
        """A class hands in, from several processes at once; assert that each is graded, and once."""
        names = [f"s{number:03}" for number in range(count)]
        for number, name in enumerate(names):
            self.solve(name, f"scaled = [FACTOR * v for v in numbers]  # {number}\n")
        with self.serving():
            command = map(str, [sys.executable, SUBMIT, "toys", "toy", self.root, self.homes, 4, 0])
            done = subprocess.run(list(command), capture_output=True, text=True, timeout=SECONDS)
            assert sorted(json.loads(done.stdout)) == names, done.stderr
            assert len(list(self.inbound.iterdir())) == count
            for name in names:
                wait_for(lambda: self.answered(name))  # noqa: B023
        assert [len(self.answered(name)) for name in names] == [1] * count
        assert [r for r in caplog.records if r.name.startswith("labgrader") and r.levelno >= logging.ERROR] == []
        with self.course.gradebook() as gradebook:
            assert len(gradebook.assignment_submissions("toy")) == count

"""Students who hand in at once: `python submit.py COURSE_ID LAB EXCHANGE HOMES PROCESSES SECONDS`.

Each folder of HOMES is a student's, with the lab in it. They hand in through nbgrader's own class, from as many
processes as asked for, spread over some seconds; when each did is printed as JSON.
"""

from __future__ import annotations

import json
import os
import sys
import time
from pathlib import Path

from nbgrader.auth import Authenticator
from nbgrader.coursedir import CourseDirectory
from nbgrader.exchange.default import ExchangeSubmit
from traitlets.config import Config


def submit(course: str, lab: str, exchange: Path, home: Path) -> float:
    """Hand in what stands in a student's home; when that was done."""
    config = Config()
    config.Application.log_level = 40
    config.Exchange = Config(root=str(exchange), cache=str(home / ".cache"), assignment_dir=str(home))
    config.CourseDirectory = Config(course_id=course, student_id=home.name, assignment_id=lab, root=str(home))
    ExchangeSubmit(
        coursedir=CourseDirectory(config=config), authenticator=Authenticator(config=config), config=config
    ).start()
    return time.time()


def main(course: str, lab: str, exchange: str, homes: str, processes: str, seconds: str) -> None:
    """Hand in for all, and print when."""
    students = sorted(Path(homes).iterdir())
    began, number = time.time(), int(processes)
    pipes = []
    for part in range(number):
        read, write = os.pipe()
        if os.fork() == 0:
            times = {}
            for place in range(part, len(students), number):
                time.sleep(max(0.0, began + float(seconds) * place / len(students) - time.time()))
                times[students[place].name] = submit(course, lab, Path(exchange), students[place])
            with os.fdopen(write, "w") as out:
                json.dump(times, out)
            os._exit(0)
        os.close(write)
        pipes.append(read)
    handed: dict[str, float] = {}
    for read in pipes:
        with os.fdopen(read) as part:
            handed |= json.load(part)
    print(json.dumps(handed))


if __name__ == "__main__":
    main(*sys.argv[1:])

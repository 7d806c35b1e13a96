"""The process that does the formgrader's steps, one after another: `python -m labgrader.formgrader.worker`.

It is told a step in a line of JSON, and answers in one. It ends when nobody can tell it any more.
"""

from __future__ import annotations

import asyncio
import json
import logging
import os
import sys
import traceback
from asyncio.subprocess import PIPE, Process
from collections.abc import Iterable
from pathlib import Path
from typing import Any, TextIO

from nbgrader.apps import NbGraderAPI

from labgrader.course import course_app
from labgrader.lab import CourseError
from labgrader.lock import alone

LONGEST = 1 << 26  # bytes of an answer: nbgrader puts its whole log into it
ENDED = "The process that grades has ended. Press the button again; if that does not help, look at the server's log."


class Worker:
    """The process as the server sees it: started at first use, and again when it has ended."""

    def __init__(self) -> None:
        self._process: Process | None = None
        self._one_at_a_time = asyncio.Lock()

    async def do(self, root: str, step: str, names: Iterable[str]) -> dict[str, Any]:
        """Have a step done; what nbgrader's API answers: `success`, and `log` or `error`."""
        async with self._one_at_a_time:
            if self._process is None or self._process.returncode is not None:
                self._process = await asyncio.create_subprocess_exec(
                    sys.executable, "-m", __name__, stdin=PIPE, stdout=PIPE, limit=LONGEST
                )
            line = json.dumps([root, step, list(names)])
            try:
                self._process.stdin.write(line.encode() + b"\n")
                await self._process.stdin.drain()
                answer = await self._process.stdout.readline()
            except ConnectionError:
                answer = b""
            if not answer:
                await self._process.wait()
                return {"success": False, "error": ENDED, "log": ""}
            return json.loads(answer)


def do(root: str, step: str, names: list[str]) -> dict[str, Any]:
    """Do one step of nbgrader's API, with the course lock."""
    try:
        with alone(Path(root), f"the formgrader: {' '.join([step, *names])}"):
            app = course_app(Path(root))
            return getattr(NbGraderAPI(coursedir=app.coursedir, config=app.config), step)(*names)
    except CourseError as error:
        return {"success": False, "error": str(error), "log": str(error)}
    except Exception:  # as nbgrader's API does: the instructor reads it in the formgrader
        return {"success": False, "error": traceback.format_exc(), "log": ""}


def main(requests: TextIO, answers: TextIO) -> None:
    """Answer until there are no more requests."""
    logging.basicConfig(level=logging.WARNING)
    for line in requests:
        answers.write(json.dumps(do(*json.loads(line))) + "\n")
        answers.flush()


if __name__ == "__main__":
    private = os.fdopen(os.dup(1), "w")  # what anything prints must not look like an answer
    os.dup2(2, 1)
    main(sys.stdin, private)

"""Does the formgrader say who else is working on the course?"""

from __future__ import annotations

import asyncio
import os

from labgrader.formgrader.worker import Worker
from labgrader.lock import alone


def test_is_the_instructor_told_who_has_the_course(course):
    course.hand_in("ada", course.solved())

    async def ask():
        worker = Worker()
        answer = await worker.do(str(course.root), "autograde", ["toy", "ada"])
        worker._process.stdin.close()
        await worker._process.wait()
        return answer

    with alone(course.root, "a long command"):
        answer = asyncio.run(ask())
    assert answer["success"] is False
    assert f"by a long command (process {os.getpid()}, since" in answer["error"]

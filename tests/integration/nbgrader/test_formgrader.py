"""Do the formgrader's buttons do their work in another process, with the course lock? On a real hub: tests/hub."""

from __future__ import annotations

import asyncio
import os
import time

import pytest
from nbgrader.server_extensions.formgrader import apihandlers

from labgrader.formgrader import STEPS
from labgrader.formgrader.worker import Worker
from labgrader.lock import alone

SLOW = "import time\ntime.sleep(3)\nscaled = []\n"


async def _longest_wait(work: asyncio.Task) -> float:
    """The longest time that the event loop was not ours while a task was under way."""
    longest = 0.0
    while not work.done():
        began = time.monotonic()
        await asyncio.sleep(0.01)
        longest = max(longest, time.monotonic() - began)
    return longest


async def _end(worker: Worker) -> None:
    worker._process.stdin.close()
    await worker._process.wait()


def test_is_the_event_loop_free_while_a_slow_submission_is_graded(course):
    course.hand_in("ada", course.solved(scale_answer=SLOW))

    async def grade():
        worker = Worker()
        work = asyncio.create_task(worker.do(str(course.root), "autograde", ["toy", "ada"]))
        began = time.monotonic()
        longest = await _longest_wait(work)
        whole = time.monotonic() - began
        feedback = await worker.do(str(course.root), "generate_feedback", ["toy"])
        await _end(worker)
        return work.result(), longest / whole, feedback

    graded, share, feedback = asyncio.run(grade())
    assert graded["success"], graded
    assert feedback["success"], feedback
    assert share < 0.5
    assert course.scores("ada") == {"scale": 0, "plot": 2}
    assert "2 of 6 points" in course.feedback("ada")


def test_is_a_worker_that_was_killed_replaced_and_the_instructor_told(course):
    course.hand_in("ada", course.solved(scale_answer=SLOW))

    async def kill():
        worker = Worker()
        work = asyncio.create_task(worker.do(str(course.root), "autograde", ["toy", "ada"]))
        while worker._process is None:
            await asyncio.sleep(0.01)
        worker._process.kill()
        killed = await work
        again = await worker.do(str(course.root), "autograde", ["toy", "ada"])
        await _end(worker)
        return killed, again

    killed, again = asyncio.run(kill())
    assert killed["success"] is False
    assert "Press the button again" in killed["error"]
    assert again["success"], again


@pytest.mark.long  # it waits for the lock; tests/hub does so, too
def test_is_the_instructor_told_who_has_the_course(course):
    course.hand_in("ada", course.solved())

    async def ask():
        worker = Worker()
        answer = await worker.do(str(course.root), "autograde", ["toy", "ada"])
        await _end(worker)
        return answer

    with alone(course.root, "a long command"):
        answer = asyncio.run(ask())
    assert answer["success"] is False
    assert f"by a long command (process {os.getpid()}, since" in answer["error"]


@pytest.mark.parametrize("handler", [h for h in vars(apihandlers).values() if isinstance(h, type)])
def test_is_no_button_that_writes_through_nbgraders_api_forgotten(handler):
    """A newer nbgrader may have more of them."""
    calls = {"generate_assignment", "release_assignment", "unrelease", "collect", "autograde", "generate_feedback"}
    calls |= {"release_feedback"}
    own = handler.__dict__.get("post")
    names = set(getattr(getattr(own, "__wrapped__", own), "__code__", None).co_names) if own else set()
    while hasattr(own, "__wrapped__"):
        own = own.__wrapped__
        names |= set(own.__code__.co_names)
    assert handler in STEPS or not names & calls

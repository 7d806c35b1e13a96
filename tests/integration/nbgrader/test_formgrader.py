"""Do the formgrader's buttons do their work in a process of their own? On a real hub: tests/integration/hub."""

from __future__ import annotations

import asyncio

import pytest
from nbgrader.server_extensions.formgrader import apihandlers
from patience import PAUSE, SECONDS

from labgrader.formgrader import STEPS
from labgrader.formgrader.worker import Worker
from labgrader.lock import alone


async def _begun(worker: Worker, work: asyncio.Task) -> None:
    """Wait until the worker's process is there."""
    while worker._process is None and not work.done():
        await asyncio.sleep(PAUSE)


async def _end(worker: Worker) -> None:
    worker._process.stdin.close()
    await worker._process.wait()


def test_is_the_event_loop_free_while_a_submission_is_graded(course):
    course.hand_in("ada", course.solved(scale_answer="scaled = []\n"))

    async def grade():
        worker = Worker()
        with alone(course.root, "a test"):
            work = asyncio.create_task(worker.do(str(course.root), "autograde", ["toy", "ada"]))
            await _begun(worker, work)
        graded = await work  # were the loop not free, the course would not have been given back in time
        feedback = await worker.do(str(course.root), "generate_feedback", ["toy"])
        await _end(worker)
        return graded, feedback

    graded, feedback = asyncio.run(asyncio.wait_for(grade(), SECONDS))
    assert graded["success"], graded
    assert feedback["success"], feedback
    assert course.scores("ada") == {"scale": 0, "plot": 2}
    assert "2 of 6 points" in course.feedback("ada")


def test_is_a_worker_that_was_killed_replaced_and_the_instructor_told(course):
    async def kill():
        worker = Worker()
        work = asyncio.create_task(worker.do(str(course.root), "generate_assignment", ["toy"]))
        await _begun(worker, work)
        worker._process.kill()
        killed = await work
        again = await worker.do(str(course.root), "generate_assignment", ["toy"])
        await _end(worker)
        return killed, again

    killed, again = asyncio.run(asyncio.wait_for(kill(), SECONDS))
    assert killed["success"] is False
    assert "Press the button again" in killed["error"]
    assert again["success"], again


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

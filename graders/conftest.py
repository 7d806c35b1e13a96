"""The fixtures of every grader. `submission` comes from the engine: both runs of one graded cell."""

import pytest

from labgrader import CellRun


@pytest.fixture
def run(submission) -> CellRun:
    """The graded cell as it ran on the lab's own data."""
    submission.released.require()
    return submission.released


@pytest.fixture
def unseen(submission) -> CellRun:
    """The graded cell as it ran on data that the student has not seen."""
    submission.unseen.require()
    return submission.unseen

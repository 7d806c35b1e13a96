"""What a course sets about feedback on submit, in nbgrader_config.py: `c.OnSubmit.graded_submissions = 5`."""

from __future__ import annotations

from traitlets import Bool, Enum, Float, Integer
from traitlets.config import Configurable


class OnSubmit(Configurable):
    """Limits on feedback on submit. Every submission is graded for the formgrader; these are about what is shown."""

    graded_submissions = Integer(
        0, min=0, help="Submissions of one lab that a student gets feedback on; 0 is no limit"
    ).tag(config=True)
    interval = Float(
        0, min=0, help="Seconds between two gradings for one student; what is handed in sooner waits that long"
    ).tag(config=True)
    shown = Enum(
        ("all", "sentences", "score"),
        "all",
        help="What the feedback on submit shows: nbgrader's whole page, points and sentences, or points alone",
    ).tag(config=True)
    late_counts = Bool(
        False, help="Whether a submission after the due date takes the place of one before it (nbgrader's default)"
    ).tag(config=True)
    metrics_port = Integer(
        0, min=0, help="Port of this machine on which the service's counts are read, as Prometheus does; 0 is none"
    ).tag(config=True)
    poll = Float(0.3, min=0.01, help="Seconds between two looks into the exchange").tag(config=True)

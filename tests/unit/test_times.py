"""Is a time zone that nobody knows told from those that nbgrader reads, and do students read times of their own?"""

from __future__ import annotations

from datetime import datetime

import pytest
from nbgrader.utils import parse_utc

from labgrader.times import told, unknown_zone

DAY = "2026-02-01 12:00:00"


@pytest.mark.parametrize("zone", ["UTC", "GMT", "+0000", "Europe/Berlin", "Australia/Sydney", "EST5EDT"])
def test_a_zone_that_nbgrader_reads_is_known(zone):
    assert unknown_zone(f"{DAY} {zone}") == ""


@pytest.mark.parametrize("zone", ["AEDT", "NZST", "Mars/Olympus", "Zulu-time"])
def test_a_zone_that_nbgrader_takes_for_utc_is_named(zone):
    assert unknown_zone(f"{DAY} {zone}") == zone
    assert parse_utc(f"{DAY} {zone}") == parse_utc(f"{DAY} UTC")


@pytest.mark.parametrize("text", ["", DAY, "2026-02-01T12:00:00Z", "2026-02-01"])
def test_a_time_without_a_zones_name_names_none(text):
    assert unknown_zone(text) == ""


@pytest.mark.parametrize(
    ("due", "penalty", "sentence"),
    [
        (None, 0, "Handed in on 2026-07-01 at 12:00:00 CEST."),
        (11, 0, "Handed in on 2026-07-01 at 12:00:00 CEST; it was due on 2026-07-01 at 13:00:00 CEST."),
        (
            9,
            1,
            "Handed in on 2026-07-01 at 12:00:00 CEST, late; it was due on 2026-07-01 at 11:00:00 CEST. 1 point off "
            "for being late.",
        ),
        (
            9,
            0,
            "Handed in on 2026-07-01 at 12:00:00 CEST, late; it was due on 2026-07-01 at 11:00:00 CEST. Nothing was "
            "taken off for being late.",
        ),
    ],
)
def test_a_student_reads_when_it_came_and_when_it_was_due_on_the_courses_clock(due, penalty, sentence):
    deadline = None if due is None else datetime(2026, 7, 1, due)
    assert told(datetime(2026, 7, 1, 10), deadline, penalty, "Europe/Berlin") == sentence


def test_nothing_is_said_of_a_time_that_nobody_knows():
    assert told(None, datetime(2026, 7, 1), 0, "UTC") == ""

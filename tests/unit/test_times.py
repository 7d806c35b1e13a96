"""Is a time zone that nobody knows told from those that nbgrader reads rightly?"""

from __future__ import annotations

import pytest
from nbgrader.utils import parse_utc

from labgrader.times import unknown_zone

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

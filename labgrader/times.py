"""Time zones of submissions: nbgrader takes a time whose zone it does not know for UTC, without a word."""

from __future__ import annotations

from dateutil.tz import gettz


def unknown_zone(text: str) -> str:
    """The time zone that a time names (`2026-02-01 12:00:00 AEDT`) and that nobody here knows; or ""."""
    parts = text.split(" ")
    zone = parts[-1] if len(parts) == 3 else ""
    known = not zone or zone.lstrip("+-").isdecimal() or gettz(zone) is not None
    return "" if known else zone

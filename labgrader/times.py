"""Times of submissions: which time zones are known, and how a student reads them."""

from __future__ import annotations

from datetime import UTC, datetime

from dateutil.tz import gettz


def in_words(moment: datetime, zone: str) -> str:
    """A moment in UTC, as nbgrader keeps it, in the words of a time zone; of UTC where nobody knows that zone."""
    return moment.replace(tzinfo=UTC).astimezone(gettz(zone) or UTC).strftime("%Y-%m-%d at %H:%M:%S %Z")


def told(handed_in: datetime | None, due: datetime | None, penalty: float, zone: str) -> str:
    """When a submission was handed in, when it was due, and what being late took off; "" where nobody knows."""
    if handed_in is None:
        return ""
    late = due is not None and handed_in > due
    sentence = f"Handed in on {in_words(handed_in, zone)}"
    if due is not None:
        sentence += f"{', late' if late else ''}; it was due on {in_words(due, zone)}"
    off = f"{penalty:g} point{'s' * (penalty != 1)} off" if penalty > 0 else "Nothing was taken off"
    return f"{sentence}." + f" {off} for being late." * late


def unknown_zone(text: str) -> str:
    """The time zone that a time names (`2026-02-01 12:00:00 AEDT`) and that nobody here knows; or "".

    nbgrader takes such a time for UTC, without a word.
    """
    parts = text.split(" ")
    zone = parts[-1] if len(parts) == 3 else ""
    known = not zone or zone.lstrip("+-").isdecimal() or gettz(zone) is not None
    return "" if known else zone

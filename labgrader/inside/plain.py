"""The smallest pieces of a report: numbers, texts and counts that JSON can carry, whatever they were taken from."""

from __future__ import annotations

import math

MAX_TEXT = 2_000


def number(value: float) -> float | str:
    """A float that JSON can carry."""
    try:
        value = float(value)
    except OverflowError:  # of a whole number
        value = math.inf if value > 0 else -math.inf
    return value if math.isfinite(value) else ("nan" if math.isnan(value) else "inf" if value > 0 else "-inf")


def text(value: str, limit: int = MAX_TEXT) -> str:
    """Text that UTF-8 can carry, cut to a length."""
    return str.__getitem__(value, slice(limit)).encode("utf-8", "replace").decode("utf-8")


def size(get) -> int | None:
    """A count that an object of the student's may know, or not, or lie about."""
    try:
        found = get()
    except Exception:
        return None
    return found if type(found) is int and 0 <= found < 2**53 else None


def note(value, why: str) -> dict:
    """In the place of a value that is not reported."""
    return {"kind": "note", "type": type_name(type(value)), "why": text(why)}


def type_name(kind: type) -> str:
    """A type's name, past any `__name__` that its metaclass may have."""
    return text(type.__dict__["__name__"].__get__(kind), 200)


def error_text(error: BaseException) -> str:
    """What an exception says, which may be an exception of the student's own making."""
    try:
        return text(f"{type_name(type(error))}: {error}")
    except BaseException:  # its __str__ may raise anything, too
        return type_name(type(error))


def is_one(kind: type, *kinds: type) -> bool:
    """Whether it is one of these types; `in` would ask the `__eq__` of its metaclass."""
    return any(kind is other for other in kinds)

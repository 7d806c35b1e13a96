"""What nightly tests of toy courses share with `tests/integration/nbgrader`."""

from __future__ import annotations

from toy_fixtures import (
    _warm_process_ends,
    copy_course,
    course,
    pytest_itemcollected,
    pytest_runtest_protocol,
    released,
    students,
    undisturbed,
)

__all__ = [
    "_warm_process_ends",
    "copy_course",
    "course",
    "pytest_itemcollected",
    "pytest_runtest_protocol",
    "released",
    "students",
    "undisturbed",
]

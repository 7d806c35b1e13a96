"""How long tests wait for what must come: one limit for all of them, so generous that only what never comes meets it.

On a machine that is very slow or very busy, stretch it: `PATIENCE=3 make test` waits three times as long.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from typing import TypeVar

STRETCH = float(os.environ.get("PATIENCE", "1"))
SECONDS = 600 * STRETCH
PAUSE = 0.05  # seconds between two looks

T = TypeVar("T")


def wait_for(condition: Callable[[], T]) -> T:
    """Wait until a condition holds; what it returned then.

    Raises:
        AssertionError: it never did.
    """
    until = time.monotonic() + SECONDS
    while not (found := condition()):
        assert time.monotonic() < until, f"in vain for {SECONDS:g} s: {condition}"
        time.sleep(PAUSE)
    return found

"""Runs untrusted notebooks for nbgrader and grades what they computed.

This module is the door for graders: all that a file under ``graders/`` needs from the engine.
"""

from __future__ import annotations

from importlib import import_module

DOOR = {"CellRun": "cellrun", "Plot": "verdict", "Wrong": "verdict"}
__all__ = list(DOOR)


def __getattr__(name: str) -> object:
    """Import what is asked for: the command line, which needs none of it, starts sooner."""
    if name not in DOOR:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{DOOR[name]}"), name)

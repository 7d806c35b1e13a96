"""Runs untrusted notebooks for nbgrader and grades what they computed.

This module is the door for graders: all that a file under ``graders/`` needs from the engine.
"""

from labgrader.cellrun import CellRun
from labgrader.verdict import Plot, Wrong

__all__ = ["CellRun", "Plot", "Wrong"]

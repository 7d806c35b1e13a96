"""The hidden region of a graded cell, run on names that a mistake leaves behind."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import CodeType, ModuleType
from typing import Any

from labgrader import regions, structure
from labgrader.lab import Lab

Names = Mapping[str, Any]


def reported(lab: Lab, grade_id: str, names: Names) -> Names:
    """What the hidden region of a graded cell reports of a notebook that holds these names."""
    space = dict(names)
    exec(_region(lab, grade_id), space)
    own = {name: value for name, value in space.items() if name not in names and name != "__builtins__"}
    return {name: value for name, value in own.items() if not callable(value) and not isinstance(value, ModuleType)}


@cache
def _region(lab: Lab, grade_id: str) -> CodeType:
    """It, without its guard."""
    source = next(cell.source for cell in lab.source.cells if structure.grade_id(cell) == grade_id)
    return compile(regions.split(source).probe, grade_id, "exec")

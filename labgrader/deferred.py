"""Puts off an import: jsonschema's format extras import a module that takes a second, for a check nobody here needs."""

from __future__ import annotations

import sys
from functools import cache
from importlib import import_module
from types import ModuleType

NAME, FUNCTION = "rfc3987_syntax", "is_valid_syntax"  # what jsonschema imports of it


def defer() -> None:
    """Have the module imported when it is used, unless it is there already."""
    if NAME in sys.modules:
        return
    stand_in = ModuleType(NAME)

    @cache
    def real() -> ModuleType:
        if sys.modules.get(NAME) is stand_in:
            del sys.modules[NAME]
        return import_module(NAME)

    setattr(stand_in, FUNCTION, lambda *args: getattr(real(), FUNCTION)(*args))
    stand_in.__getattr__ = lambda name: getattr(real(), name)
    sys.modules[NAME] = stand_in

"""Python's syntax trees, made one at a time: two threads that make them at once may get a SystemError (3.11)."""

from __future__ import annotations

import ast
import threading

_one_at_a_time = threading.RLock()


def tree(source: str) -> ast.Module:
    """The syntax tree of some code.

    Raises:
        SyntaxError: it is no Python.
    """
    with _one_at_a_time:
        return ast.parse(source)

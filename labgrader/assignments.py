"""The numbers that a cell assigns to names: the parameters of a lab's data, and their copies."""

from __future__ import annotations

import ast
from contextlib import suppress

from labgrader import syntax
from labgrader.statements import as_python, as_written


def literal_assignments(source: str) -> dict[str, float]:
    """The numbers that a cell assigns to names, as in `SLOPE = 1.0`.

    Raises:
        SyntaxError: it is no Python.
    """
    found = {}
    for name, value in _assignments(as_python(source)):
        with suppress(ValueError, TypeError, RecursionError):  # not a literal
            number = ast.literal_eval(value)
            if isinstance(number, int | float):
                found[name] = number
    return found


def with_assignments(source: str, values: dict[str, float]) -> str:
    """The cell's source with other numbers in its assignments; everything else stays as it is."""
    python = as_python(source)
    lines = python.encode().splitlines(keepends=True)  # the syntax tree counts in bytes
    for name, old in reversed(_assignments(python)):
        if name in values:
            first, last = old.lineno - 1, old.end_lineno - 1
            new = lines[first][: old.col_offset] + repr(values[name]).encode() + lines[last][old.end_col_offset :]
            lines[first : last + 1] = [new]
    changed = b"".join(lines).decode()
    return changed if python == source else as_written(changed, source)


def with_parameters(source: str, released: dict[str, float], values: dict[str, float]) -> str:
    """A cell as it stands in a run with other parameters: the parameters cell and its copies, however they are laid
    out and whatever else stands in them, get the other values; every other cell stays as it is.
    """
    try:
        copied = released and literal_assignments(source).items() >= released.items()
    except SyntaxError:
        return source
    return with_assignments(source, values) if copied else source


def _assignments(source: str) -> list[tuple[str, ast.expr]]:
    found = []
    for statement in syntax.tree(source).body:
        match statement:
            case ast.Assign(targets=[ast.Name(id=name)], value=value):
                found.append((name, value))
            case ast.AnnAssign(target=ast.Name(id=name), value=ast.expr() as value):
                found.append((name, value))
    return found

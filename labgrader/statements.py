"""The statements of a cell, compared by what they mean: layout, comments, quotes and line ends do not count."""

from __future__ import annotations

import ast
import hashlib
import re
from difflib import SequenceMatcher
from functools import lru_cache
from textwrap import dedent
from typing import NamedTuple

from labgrader import syntax

MAX_COMPARED = 100_000  # characters; a longer text is compared as a whole
MAX_LINE = 200  # characters of two statements that are compared letter by letter
KEPT = 2_000  # cells whose statements are known: more than a notebook may have
ALIKE = 0.7  # of their letters: one is the other, changed

_COMMENT = re.compile(r"(^|\s)#.*$")
_NOT_PYTHON = (SyntaxError, ValueError, RecursionError, MemoryError)  # whatever Python raises for an odd text


class Statement(NamedTuple):
    """A statement, or a line of a text: `key` is the same for all that mean the same."""

    key: str
    text: str
    names: frozenset[str] = frozenset()  # that it sets


def as_python(source: str) -> str:
    """A cell as Python reads it: moved to the left, and what IPython alone understands made a text in quotes.

    Raises:
        SyntaxError: it is no Python.
    """
    shifted = dedent(source.lstrip("\ufeff"))
    for text in (source, shifted, "\n".join(map(_quoted_magic, re.split("\r\n|\r|\n", shifted)))):
        try:
            syntax.tree(text)
        except _NOT_PYTHON:
            continue
        return text
    raise SyntaxError("no Python")


def _quoted_magic(line: str) -> str:
    bare = line.strip()
    magic = bare.startswith(("%", "!", "?")) or bare.endswith("?")
    return line[: len(line) - len(line.lstrip())] + repr(bare) if magic else line


def as_written(python: str, source: str) -> str:
    """Some lines of what `as_python` made of a cell, with IPython's own as they stand in the cell."""
    quoted = {repr(line.strip()): line.strip() for line in source.splitlines()}
    lines = python.split("\n")
    return "\n".join(line.replace(line.strip(), quoted.get(line.strip(), line.strip())) for line in lines)


def is_python(source: str) -> bool:
    """Whether a cell is Python that can be compared statement by statement."""
    return _python(source) is not None


def code_or_lines(code: bool, *sources: str) -> list[tuple[Statement, ...]]:
    """The statements of some texts, or their lines where one of them is no Python."""
    code = code and all(map(is_python, sources))
    return [_python(source) if code else _lines(source) for source in sources]


@lru_cache(maxsize=KEPT)
def _python(source: str) -> tuple[Statement, ...] | None:
    if len(source) > MAX_COMPARED:
        return None
    try:
        text = as_python(re.sub("\r\n?", "\n", source))
        body = syntax.tree(text).body
        keys = [hashlib.sha256(ast.dump(statement).encode("utf-8", "replace")).hexdigest() for statement in body]
        names = [names_set(statement) for statement in body]
    except _NOT_PYTHON:
        return None
    content, starts = text.encode(), [0]  # the syntax tree counts in bytes
    for line in content.splitlines(keepends=True):
        starts.append(starts[-1] + len(line))
    ends = [starts[statement.end_lineno - 1] + statement.end_col_offset for statement in body]
    for number, end in enumerate(ends):  # the comment behind a statement is its own
        line_end = next(start for start in starts if start >= end)
        rest = content[end:line_end].strip()
        if rest.startswith(b"#"):
            ends[number] = line_end
    ends[-1:] = [len(content)] * bool(ends)
    texts = [content[a:b].decode().lstrip("; ").removeprefix("\n") for a, b in zip([0, *ends], ends, strict=False)]
    if text != source:
        texts = [as_written(part, source) for part in texts]
    return tuple(map(Statement, keys, texts, names))


@lru_cache(maxsize=KEPT)
def _lines(source: str) -> tuple[Statement, ...]:
    if len(source) > MAX_COMPARED:
        return (Statement(source, source),)
    found, above = [], []
    for line in source.lstrip("\ufeff").splitlines():
        key = " ".join(_COMMENT.sub("", line).split())
        above.append(line.rstrip())
        if key:
            found.append(Statement(key, "\n".join(above)))
            above = []
    return tuple(found)


def names_set(tree: ast.AST) -> frozenset[str]:
    """The names that a statement sets where it stands: those inside of a function are its own."""
    match tree:
        case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.ClassDef():
            return frozenset({tree.name, *(name for node in ast.walk(tree) for name in _global(node))})
        case ast.Name(ctx=ast.Store() | ast.Del()):
            return frozenset({tree.id})
        case ast.alias():
            return frozenset({tree.asname or tree.name.split(".")[0]})
        case (
            ast.ExceptHandler(name=str() as name) | ast.MatchAs(name=str() as name) | ast.MatchStar(name=str() as name)
        ):
            here = {name}
        case ast.MatchMapping(rest=str() as name):
            here = {name}
        case _:
            here = set()
    return frozenset(here).union(*map(names_set, ast.iter_child_nodes(tree)))


def _global(node: ast.AST) -> list[str]:
    return node.names if isinstance(node, ast.Global) else []


def alike(one: Statement, other: Statement) -> bool:
    """Whether one is the other, changed: they set the same names, or look much the same."""
    if one.names or other.names:
        return one.names == other.names
    texts = [_COMMENT.sub("", statement.text)[:MAX_LINE].strip() for statement in (one, other)]
    matcher = SequenceMatcher(None, *texts, autojunk=False)
    return matcher.real_quick_ratio() >= ALIKE and matcher.quick_ratio() >= ALIKE and matcher.ratio() >= ALIKE


def forget() -> None:
    """Keep nothing of the cells that were compared."""
    _python.cache_clear()
    _lines.cache_clear()


def same(code: bool, one: str, other: str) -> bool:
    """Whether two texts are the same, but for layout and comments, and not empty."""
    keys = [[statement.key for statement in found] for found in code_or_lines(code, one, other)]
    return keys[0] == keys[1] if any(keys) else bool(one.strip()) and one.split() == other.split()


def share(code: bool, source: str, released: str) -> float:
    """How much of a released text stands in another one, from 0 to 1; what was changed counts for half and a bit."""
    found, wanted = code_or_lines(code, source, released)
    keys, names = {one.key for one in found}, {one.names for one in found}
    points = (1 if one.key in keys else 0.6 if one.names and one.names in names else 0 for one in wanted)
    return sum(points) / len(wanted) if wanted else 0.0


def cut_out(code: bool, source: str, released: str) -> tuple[str, str, str] | None:
    """What stands before a released text, itself, and what stands behind it; None where it is not in there whole."""
    found, wanted = code_or_lines(code, source, released)
    keys, block = [one.key for one in found], [one.key for one in wanted]
    for at in range(len(keys) - len(block) + 1 if block else 0):
        if keys[at : at + len(block)] == block:
            return joined(found[:at]), joined(found[at : at + len(block)]), joined(found[at + len(block) :])
    return None


def joined(statements: tuple[Statement, ...] | list[Statement]) -> str:
    """The text of some statements, one below the other."""
    return "\n".join(statement.text for statement in statements).strip("\n")

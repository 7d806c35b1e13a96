"""Makes the mutants of the graders of a lab: one small change each, where the corpus makes a grader work at all."""

from __future__ import annotations

import ast
import hashlib
import zlib
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import islice

import libcst as cst
from libcst.metadata import MetadataWrapper, PositionProvider

from labgrader.graderfiles import grader_files
from labgrader.lab import Lab
from labgrader.prove.mutants.expressions import OPERATORS
from labgrader.prove.mutants.scope import Scope
from labgrader.prove.mutants.statements import drop

# Words are not behaviour, a type neither; and the points of a test are checked by their sum.
PASSED_OVER = (cst.Annotation, cst.Decorator, cst.Import, cst.ImportFrom, cst.FormattedString, cst.SimpleString)


@dataclass(frozen=True)
class GraderMutant:
    """One changed file of `graders/`.

    Attributes:
        path: the file, relative to `graders/`.
        line: where the change begins.
        operator: the kind of the change.
        source: the changed file.
        before, after: the changed lines.
    """

    path: str
    line: int
    operator: str
    source: str
    before: str
    after: str

    @property
    def name(self) -> str:
        """A name that stays the same as long as the changed line does."""
        digest = hashlib.sha256(f"{self.path}\0{self.before}\0{self.after}".encode()).hexdigest()[:6]
        return f"{self.path}:{self.line}:{self.operator}:{digest}"

    @property
    def detail(self) -> str:
        """The lines that changed."""
        return f"- {self.before}\n+ {self.after}"


def grader_mutants(lab: Lab, executed: Mapping[str, Collection[int]], wanted: int) -> list[GraderMutant]:
    """So many mutants, chosen evenly over files and kinds of change; each time the same ones.

    Args:
        executed: by path of a file, relative to `graders/`, the lines that grading the corpus executes.
    """
    groups: dict[tuple[str, str], list[_Change]] = defaultdict(list)
    folder = lab.graders_path.parent
    for path in grader_files(lab):
        name = path.relative_to(folder).as_posix()
        for number, change in enumerate(_File(name, path.read_text("utf-8")).changes(executed.get(name, ()))):
            groups[name, change.operator].append(replace(change, place=_shuffled(f"{name}:{number}")))
    for group in groups.values():
        group.sort(key=lambda change: change.place)
    mixed = [groups[key] for key in sorted(groups, key=lambda key: _shuffled(":".join(key)))]
    longest = max(map(len, groups.values()), default=0)
    turns = (group[turn] for turn in range(longest) for group in mixed if turn < len(group))
    return list(islice(filter(None, (change.file.mutant(change) for change in turns)), wanted))


def _shuffled(text: str) -> int:
    """As good as a random number, and always the same."""
    return zlib.crc32(text.encode())


@dataclass(frozen=True)
class _Change:
    """A change that could be made; to make it takes time."""

    file: _File
    line: int
    operator: str
    old: cst.CSTNode
    new: cst.CSTNode
    place: int = 0


class _File:
    """One file of `graders/`, parsed."""

    def __init__(self, name: str, source: str) -> None:
        self.name, self.source = name, source
        wrapper = MetadataWrapper(cst.parse_module(source), unsafe_skip_copy=True)
        self.lines, self.module = wrapper.resolve(PositionProvider), wrapper.module
        self.tree = ast.dump(ast.parse(source))

    def changes(self, executed: Collection[int]) -> Iterator[_Change]:
        """Every change of a line that is executed."""
        scope = Scope.of(self.source, ()).of_module(self.module)
        for node in _walk(self.module):
            line = self.lines[node].start.line if node in self.lines else 0
            if node is not self.module and line in executed:
                yield from (_Change(self, line, name, node, new) for name, new in _changes(node, scope))

    def mutant(self, change: _Change) -> GraderMutant | None:
        """The file with a change, or None when that is no Python, or the same Python."""
        changed = self.module.deep_replace(change.old, change.new).code
        try:
            if ast.dump(ast.parse(changed)) == self.tree:
                return None
        except SyntaxError:
            return None
        differing = _differing(self.source.split("\n"), changed.split("\n"))
        return GraderMutant(self.name, change.line, change.operator, changed, *differing)


def _changes(node: cst.CSTNode, scope: Scope) -> Iterator[tuple[str, cst.CSTNode]]:
    for operator, change in OPERATORS.items():
        if not _is_formal(node):
            yield from ((operator, new) for new in change(node, scope))
    if isinstance(node, cst.If):
        yield "condition", node.with_changes(test=cst.UnaryOperation(cst.Not(), _bracketed(node.test)))
    if isinstance(node, cst.IndentedBlock):
        body = list(node.body)
        for at, statement in enumerate(body):
            if not _is_docstring(statement):
                yield from (("drop", node.with_changes(body=new)) for new in drop(body, at, scope))


def _is_formal(node: cst.CSTNode) -> bool:
    """What only type checkers and linters ask for: a TypeVar, and whether a zip is strict."""
    match node:
        case cst.Call(func=cst.Name(value="TypeVar" | "zip")):
            return True
    return False


def _bracketed(expression: cst.BaseExpression) -> cst.BaseExpression:
    return expression.with_changes(lpar=[cst.LeftParen()], rpar=[cst.RightParen()])


def _is_docstring(statement: cst.CSTNode) -> bool:
    match statement:
        case cst.SimpleStatementLine(body=[cst.Expr(value=cst.SimpleString() | cst.ConcatenatedString())]):
            return True
    return False


def _walk(node: cst.CSTNode) -> Iterator[cst.CSTNode]:
    if isinstance(node, PASSED_OVER):
        return
    yield node
    for child in node.children:
        yield from _walk(child)


def _differing(before: list[str], after: list[str]) -> tuple[str, str]:
    """The lines in which two texts differ, of each."""
    first = next((n for n, (a, b) in enumerate(zip(before, after, strict=False)) if a != b), 0)
    last = 0
    while last < min(len(before), len(after)) - first and before[-1 - last] == after[-1 - last]:
        last += 1
    cut = [" ⏎ ".join(line.strip() for line in text[first : len(text) - last]) for text in (before, after)]
    return cut[0], cut[1]

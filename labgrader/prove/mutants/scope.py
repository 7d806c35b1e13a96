"""The names that an answer could mix up: its own, and those of the cells before it."""

from __future__ import annotations

import ast
from collections.abc import Sequence
from dataclasses import dataclass, field
from random import Random

import libcst as cst


@dataclass
class Scope:
    """What is known where an answer stands.

    Attributes:
        kinds: each name that is assigned, and what kind of thing it was first: names of one kind are mixed up.
        given: the names that cells before the answer assign.
        texts: the literal texts of the answer.
        unused: nodes that are names and no uses of one: attributes, keywords, parameters, imports.
    """

    kinds: dict[str, str]
    given: frozenset[str]
    texts: tuple[str, ...] = ()
    unused: set[cst.CSTNode] = field(default_factory=set)
    _dice: Random = field(default_factory=lambda: Random(0))

    @classmethod
    def of(cls, answer: str, before: Sequence[str]) -> Scope:
        """The scope of an answer that stands behind some cells."""
        given = dict(kind for source in before for kind in _kinds(source))
        module = cst.parse_module(answer)
        finder = _Finder()
        module.visit(finder)
        own = dict(_kinds(answer))
        return cls(own | given, frozenset(given), tuple(dict.fromkeys(finder.texts)), _dice=Random(answer))

    def of_module(self, module: cst.Module) -> Scope:
        """The same, with the names of one parsed module that are no uses of one."""
        finder = _Finder()
        module.visit(finder)
        self.unused = finder.unused
        return self

    def like(self, name: str) -> list[str]:
        """The other names of the kind of this one."""
        kind = self.kinds.get(name)
        return [] if kind is None else [other for other, its in self.kinds.items() if its == kind and other != name]

    def some(self, items: Sequence[str], count: int) -> Sequence[str]:
        """At most so many of them, the same ones each time."""
        return items if len(items) <= count else self._dice.sample(items, count)

    def resets(self, statement: cst.BaseStatement) -> bool:
        """Whether a statement sets a name that a given cell has set."""
        match statement:
            case cst.SimpleStatementLine(body=[cst.Assign(targets=targets)]):
                return any(isinstance(t.target, cst.Name) and t.target.value in self.given for t in targets)
        return False


def _kinds(source: str) -> list[tuple[str, str]]:
    """The names that a source assigns anywhere, and a kind for each, the first one last so that it wins in a dict."""
    found = []
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Assign(targets=targets, value=value):
                found += [(t.id, _kind(value)) for t in targets if isinstance(t, ast.Name)]
                found += [(e.id, "value") for t in targets if isinstance(t, ast.Tuple) for e in t.elts if _is_name(e)]
            case ast.For(target=target) | ast.comprehension(target=target):
                found += [(n.id, "value") for n in ast.walk(target) if isinstance(n, ast.Name)]
            case ast.FunctionDef(name=name):
                found.append((name, "function"))
            case ast.arg(arg=name) if name != "self":
                found.append((name, "value"))
    return found[::-1]


def _is_name(node: ast.AST) -> bool:
    return isinstance(node, ast.Name)


def _kind(value: ast.expr) -> str:
    match value:
        case ast.List() | ast.ListComp():
            return "list"
        case ast.Constant() | ast.UnaryOp(operand=ast.Constant()):
            return "number"
        case ast.Call(func=ast.Name(id=made)) if made[0].isupper():
            return "object"
    return "value"


class _Finder(cst.CSTVisitor):
    def __init__(self) -> None:
        self.unused: set[cst.CSTNode] = set()
        self.texts: list[str] = []

    def visit_SimpleString(self, node: cst.SimpleString) -> None:
        self.texts.append(node.value)

    def visit_Attribute(self, node: cst.Attribute) -> None:
        self.unused.add(node.attr)

    def visit_Arg(self, node: cst.Arg) -> None:
        if node.keyword is not None:
            self.unused.add(node.keyword)

    def visit_Param(self, node: cst.Param) -> None:
        self.unused.add(node.name)

    def visit_FunctionDef(self, node: cst.FunctionDef) -> None:
        self.unused.add(node.name)

    def visit_ClassDef(self, node: cst.ClassDef) -> None:
        self.unused.add(node.name)

"""Rules of the kind "for `_A.item()` one may write `float(_A)`", applied to a syntax tree."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, fields
from functools import cache, cached_property

import libcst as cst

_ANY = re.compile(r"_[A-Z]\b")  # stands for any expression, everywhere in a rule for the same
NUMBER = "_Z"  # stands for a number that is written out
_LAYOUT = re.compile(r"whitespace|lpar|rpar|comma|semicolon|leading_lines|header|footer|equal")
_ATOMS = cst.Name | cst.Call | cst.Attribute | cst.Subscript | cst.Integer | cst.Float | cst.BaseString


@dataclass(frozen=True)
class Rule:
    """An expression, or a statement of one line, and what means the same.

    Attributes:
        old, new: Python, in which `_A`, `_B` … stand for any expression, `_Z` for a number; `new` may be several lines
            for a statement.
    """

    old: str
    new: str

    def __post_init__(self) -> None:
        if unknown := set(_ANY.findall(self.new)) - set(_ANY.findall(self.old)):
            raise TypeError(f"{self.new!r} has {', '.join(sorted(unknown))}, which {self.old!r} has not")

    def apply(self, source: str) -> str:
        """The source with the rule applied wherever it fits."""
        if not all(word in source for word in self._words):
            return source
        return parsed(source).visit(_Replace(self)).code

    @cached_property
    def _words(self) -> list[str]:
        """What stands in every source that the rule fits."""
        return [word for word in re.findall(r"[^\W\d]\w*", self.old) if not _ANY.fullmatch(word)]


@cache
def parsed(source: str) -> cst.Module:
    """The syntax tree of a cell; many rewritings look at the same one."""
    return cst.parse_module(source)


class _Replace(cst.CSTTransformer):
    def __init__(self, rule: Rule) -> None:
        super().__init__()
        self.rule = rule
        (statement,) = cst.parse_module(rule.old).body
        (small,) = statement.body
        self.pattern = small.value if isinstance(small, cst.Expr) else small

    def on_leave(self, original_node: cst.CSTNode, updated_node: cst.CSTNode):
        updated_node = super().on_leave(original_node, updated_node)
        found: dict[str, cst.CSTNode] = {}
        if isinstance(updated_node, cst.SimpleStatementLine) and self._of_lines and len(updated_node.body) == 1:
            small = updated_node.body[0]
            if fits(self.pattern, small.value if isinstance(small, cst.Expr) else small, found):
                return cst.FlattenSentinel(parsed(_filled(self.rule.new, found)).body)
        elif (
            isinstance(updated_node, cst.BaseExpression)
            and not self._of_lines
            and fits(self.pattern, updated_node, found)
        ):
            return cst.parse_expression(f"({_filled(self.rule.new, found)})")
        return updated_node

    @cached_property
    def _of_lines(self) -> bool:
        """Whether statements are replaced, or expressions where they are statements of their own."""
        if not isinstance(self.pattern, cst.BaseExpression):
            return True
        try:
            cst.parse_expression(self.rule.new)
        except cst.ParserSyntaxError:
            return True
        return False


def fits(pattern: cst.CSTNode, node: cst.CSTNode, found: dict[str, cst.CSTNode]) -> bool:
    """Whether a node is what the pattern says, but for its layout; what the `_A` stand for is put into `found`."""
    if isinstance(pattern, cst.Name) and _ANY.fullmatch(pattern.value):
        fit = isinstance(node, cst.BaseExpression) and (pattern.value != NUMBER or _is_number(node))
        return fit and code(found.setdefault(pattern.value, node)) == code(node)
    if type(pattern) is not type(node):
        return False
    names = (f.name for f in fields(pattern) if not _LAYOUT.search(f.name))
    return all(_same(getattr(pattern, name), getattr(node, name), found) for name in names)


def _is_number(node: cst.BaseExpression) -> bool:
    if isinstance(node, cst.UnaryOperation):
        node = node.expression
    return isinstance(node, cst.Integer | cst.Float)


def _same(pattern: object, node: object, found: dict[str, cst.CSTNode]) -> bool:
    if isinstance(pattern, cst.CSTNode) and isinstance(node, cst.CSTNode):
        return fits(pattern, node, found)
    if isinstance(pattern, Sequence) and not isinstance(pattern, str) and isinstance(node, Sequence):
        return len(pattern) == len(node) and all(_same(p, n, found) for p, n in zip(pattern, node, strict=True))
    return pattern == node


def _filled(template: str, found: dict[str, cst.CSTNode]) -> str:
    return _ANY.sub(lambda match: _enclosed(found[match[0]]), template)


def _enclosed(node: cst.CSTNode) -> str:
    return code(node) if isinstance(node, _ATOMS) else f"({code(node)})"


def code(node: cst.CSTNode) -> str:
    """A node as text."""
    return cst.Module(body=()).code_for_node(node)

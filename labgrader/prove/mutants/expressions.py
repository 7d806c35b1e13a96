"""Small changes of expressions, as students slip: another number, another operator, another name."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import libcst as cst

from labgrader.prove.mutants.scope import Scope

Operator = Callable[[cst.CSTNode, Scope], Iterator[cst.CSTNode]]

_BINARY = {
    cst.Add: cst.Subtract,
    cst.Subtract: cst.Add,
    cst.Multiply: cst.Divide,
    cst.Divide: cst.Multiply,
    cst.FloorDivide: cst.Modulo,
    cst.Modulo: cst.FloorDivide,
    cst.Power: cst.Multiply,
}
_ASSIGNED = {
    cst.AddAssign: cst.SubtractAssign,
    cst.SubtractAssign: cst.AddAssign,
    cst.MultiplyAssign: cst.DivideAssign,
    cst.DivideAssign: cst.MultiplyAssign,
}
_COMPARED = {
    cst.LessThan: cst.LessThanEqual,
    cst.LessThanEqual: cst.LessThan,
    cst.GreaterThan: cst.GreaterThanEqual,
    cst.GreaterThanEqual: cst.GreaterThan,
    cst.Equal: cst.NotEqual,
    cst.NotEqual: cst.Equal,
}


def constant(node: cst.CSTNode, scope: Scope) -> Iterator[cst.CSTNode]:
    """One more or less, twice or half as much, the other truth value, no text, another text of the answer."""
    match node:
        case cst.Integer():
            number = node.evaluated_value
            yield from (cst.Integer(str(n)) for n in dict.fromkeys((number + 1, number - 1, 2 * number)) if n >= 0)
        case cst.Float():
            yield from (cst.Float(repr(node.evaluated_value * factor)) for factor in (2, 0.5, 0.1))
        case cst.Name(value="True" | "False" as value):
            yield cst.Name("False" if value == "True" else "True")
        case cst.SimpleString():
            others = [text for text in scope.texts if text != node.value]
            yield from (cst.SimpleString(text) for text in ['""', *scope.some(others, 2)])


def operator(node: cst.CSTNode, scope: Scope) -> Iterator[cst.CSTNode]:
    """Another arithmetic operator or comparison; a sign or a `not` left out."""
    match node:
        case cst.BinaryOperation() if type(node.operator) in _BINARY:
            yield node.with_changes(operator=_BINARY[type(node.operator)]())
        case cst.AugAssign() if type(node.operator) in _ASSIGNED:
            yield node.with_changes(operator=_ASSIGNED[type(node.operator)]())
        case cst.ComparisonTarget() if type(node.operator) in _COMPARED:
            yield node.with_changes(operator=_COMPARED[type(node.operator)]())
        case cst.UnaryOperation(operator=cst.Minus() | cst.Not()):
            yield node.expression


def name(node: cst.CSTNode, scope: Scope) -> Iterator[cst.CSTNode]:
    """Another name of the same kind, of the answer or of a given cell."""
    if isinstance(node, cst.Name) and node not in scope.unused:
        yield from (cst.Name(other) for other in scope.some(scope.like(node.value), 3))


def argument(node: cst.CSTNode, scope: Scope) -> Iterator[cst.CSTNode]:
    """An argument by name left out, or the first two arguments the other way round."""
    if not isinstance(node, cst.Call):
        return
    for number, given in enumerate(node.args):
        if given.keyword is not None:
            yield node.with_changes(args=_without(node.args, number))
    first = [arg for arg in node.args[:2] if arg.keyword is None and not arg.star]
    if len(first) == 2:
        a, b = first
        yield node.with_changes(args=[a.with_changes(value=b.value), b.with_changes(value=a.value), *node.args[2:]])


def _without(args: tuple[cst.Arg, ...], number: int) -> list[cst.Arg]:
    left = [arg for n, arg in enumerate(args) if n != number]
    return [*left[:-1], left[-1].with_changes(comma=cst.MaybeSentinel.DEFAULT)] if left else []


def call(node: cst.CSTNode, scope: Scope) -> Iterator[cst.CSTNode]:
    """A method that is not called: `loss` for `loss.item()`; or what a function was given, for what it returns."""
    match node:
        case cst.Call(func=cst.Attribute(value=value)) if isinstance(value, cst.Call | cst.Name | cst.Attribute):
            yield value
        case cst.Call(func=cst.Name(), args=[cst.Arg(value=value, keyword=None, star="")]):
            yield value


def pair(node: cst.CSTNode, scope: Scope) -> Iterator[cst.CSTNode]:
    """A pair the other way round: of loop variables, in an assignment, or of results."""
    match node:
        case cst.Tuple(elements=[first, second]):
            yield node.with_changes(
                elements=[first.with_changes(value=second.value), second.with_changes(value=first.value)]
            )


def loop(node: cst.CSTNode, scope: Scope) -> Iterator[cst.CSTNode]:
    """A loop whose variable nobody reads, and one that is over after its first turn."""
    match node:
        case cst.For(target=cst.Name(value=name)) if not name.startswith("_"):
            yield node.with_changes(target=cst.Name("_"))
    match node:
        case cst.For(body=cst.IndentedBlock(body=body)):
            ends = cst.SimpleStatementLine([cst.Break()])
            yield node.with_changes(body=node.body.with_changes(body=[*body, ends]))


def result(node: cst.CSTNode, scope: Scope) -> Iterator[cst.CSTNode]:
    """A function that gives nothing back, or hands out instead of giving back."""
    match node:
        case cst.Return(value=value) if value is not None:
            yield cst.Return()
            yield cst.Expr(cst.Yield(value))
        case cst.Expr(value=cst.Yield(value=value)) if isinstance(value, cst.BaseExpression):
            yield cst.Return(value)


OPERATORS: dict[str, Operator] = {
    change.__name__: change for change in (constant, operator, name, argument, call, pair, loop, result)
}

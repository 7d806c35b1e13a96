"""Small changes of the order of statements: one left out, two the wrong way round, one in the wrong loop."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import libcst as cst

from labgrader.prove.mutants.scope import Scope

Body = list[cst.BaseStatement]
Rearrangement = Callable[[Body, int, Scope], Iterator[Body]]


def drop(body: Body, at: int, scope: Scope) -> Iterator[Body]:
    """A statement left out."""
    if not scope.resets(body[at]):
        yield _filled([*body[:at], *body[at + 1 :]])


def reset(body: Body, at: int, scope: Scope) -> Iterator[Body]:
    """A name of a given cell that is not set again: what another cell left in it goes on."""
    if scope.resets(body[at]):
        yield _filled([*body[:at], *body[at + 1 :]])


def order(body: Body, at: int, scope: Scope) -> Iterator[Body]:
    """Two neighbours the other way round."""
    if at + 1 < len(body):
        yield [*body[:at], body[at + 1], body[at], *body[at + 2 :]]


def twice(body: Body, at: int, scope: Scope) -> Iterator[Body]:
    """A statement that is done twice."""
    if isinstance(body[at], cst.SimpleStatementLine):
        yield [*body[: at + 1], body[at].deep_clone(), *body[at + 1 :]]


def dedent(body: Body, at: int, scope: Scope) -> Iterator[Body]:
    """The last statement of a loop or a block, behind it; or its first one, before it."""
    inner = _block(body[at])
    if len(inner) > 1:
        yield [*body[:at], _with_block(body[at], inner[:-1]), inner[-1], *body[at + 1 :]]
        yield [*body[:at], inner[0], _with_block(body[at], inner[1:]), *body[at + 1 :]]


def indent(body: Body, at: int, scope: Scope) -> Iterator[Body]:
    """The statement behind a loop, at the end of it; or the one before, at its beginning."""
    inner = _block(body[at])
    if inner and at + 1 < len(body):
        yield [*body[:at], _with_block(body[at], [*inner, body[at + 1]]), *body[at + 2 :]]
    if inner and at > 0:
        yield [*body[: at - 1], _with_block(body[at], [body[at - 1], *inner]), *body[at + 1 :]]


def _filled(body: Body) -> Body:
    return body or [cst.SimpleStatementLine([cst.Pass()])]


def _block(statement: cst.BaseStatement) -> Sequence[cst.BaseStatement]:
    """The statements in a loop or another block; of functions and classes none, and no single line."""
    if isinstance(statement, cst.FunctionDef | cst.ClassDef):
        return ()
    block = getattr(statement, "body", None)
    return block.body if isinstance(block, cst.IndentedBlock) else ()


def _with_block(statement: cst.BaseStatement, inner: Sequence[cst.BaseStatement]) -> cst.BaseStatement:
    return statement.with_changes(body=statement.body.with_changes(body=inner))


REARRANGEMENTS: dict[str, Rearrangement] = {
    change.__name__: change for change in (drop, reset, order, twice, dedent, indent)
}

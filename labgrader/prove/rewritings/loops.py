"""Other ways to go through the same things."""

from __future__ import annotations

import ast

import libcst as cst
import libcst.matchers as m

from labgrader.prove.rewritings.patterns import code, parsed


def over(source: str, template: str) -> str:
    """Every `for` loop over `_E` goes over the template instead, such as `iter(_E)`."""

    class Over(cst.CSTTransformer):
        def leave_For(self, original_node: cst.For, updated_node: cst.For) -> cst.For:
            return updated_node.with_changes(iter=cst.parse_expression(template.replace("_E", code(updated_node.iter))))

    return parsed(source).visit(Over()).code


def _numbered(updated: cst.For, number: int) -> list[cst.BaseStatement]:
    """for x in E → for turn, x in enumerate(E)"""
    target = code(updated.target)
    target = f"({target})" if isinstance(updated.target, cst.Tuple) and not updated.target.lpar else target
    return [_loop(f"for turn_{number}, {target} in enumerate({code(updated.iter)}):", updated)]


def _indexed(updated: cst.For, number: int) -> list[cst.BaseStatement]:
    """for x in E → items = list(E); for turn in range(len(items)): x = items[turn]"""
    first = f"{code(updated.target)} = items_{number}[turn_{number}]"
    return [
        *_lines(f"items_{number} = list({code(updated.iter)})"),
        _loop(f"for turn_{number} in range(len(items_{number})):", updated, first),
    ]


def _counted_by_while(updated: cst.For, number: int) -> list[cst.BaseStatement]:
    """for x in E → a while loop that counts"""
    first = f"{code(updated.target)} = items_{number}[turn_{number}]\nturn_{number} += 1"
    return [
        *_lines(f"items_{number} = list({code(updated.iter)})\nturn_{number} = 0"),
        _loop(f"while turn_{number} < len(items_{number}):", updated, first),
    ]


def _asked_for_next(updated: cst.For, number: int) -> list[cst.BaseStatement]:
    """for x in E → a while loop that asks an iterator until it has no more"""
    first = f"try:\n    {code(updated.target)} = next(rest_{number})\nexcept StopIteration:\n    break"
    return [*_lines(f"rest_{number} = iter({code(updated.iter)})"), _loop("while True:", updated, first)]


LOOPS = {
    "loops numbered by enumerate": _numbered,
    "loops over positions": _indexed,
    "while loops that count": _counted_by_while,
    "while loops that ask for the next": _asked_for_next,
}


def loops(source: str, way: str) -> str:
    """Every `for` loop written in another way; one with `else` stays."""

    class Other(cst.CSTTransformer):
        number = 0

        def leave_For(self, original_node: cst.For, updated_node: cst.For):
            if updated_node.orelse is not None or not isinstance(updated_node.body, cst.IndentedBlock):
                return updated_node
            self.number += 1
            return cst.FlattenSentinel(LOOPS[way](updated_node, self.number))

    return parsed(source).visit(Other()).code


def body_as_function(source: str) -> str:
    """The innermost loops at the top of a cell call a function that does their work."""
    module = ast.parse(source)
    bound = {n.id for n in ast.walk(module) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)}
    scopes = (ast.FunctionDef, ast.Lambda, ast.ClassDef, ast.Yield, ast.Return, ast.Break, ast.Continue, ast.Delete)
    if any(isinstance(node, (*scopes, ast.Import, ast.ImportFrom)) for node in ast.walk(module)):
        return source

    class Function(cst.CSTTransformer):
        number = 0

        def leave_For(self, original_node: cst.For, updated_node: cst.For):
            target = code(updated_node.target).strip("()")
            parameters = {name.strip() for name in target.split(",")}
            if m.findall(updated_node.body, m.For() | m.While()) or not all(name.isidentifier() for name in parameters):
                return updated_node
            inside = {n.id for n in ast.walk(ast.parse(code(original_node))) if isinstance(n, ast.Name)}
            changed = sorted((bound & inside) - parameters)
            self.number += 1
            first = f"global {', '.join(changed)}" if changed else ""
            return cst.FlattenSentinel(
                [
                    _loop(f"def work_{self.number}({target}):", updated_node, first),
                    *_lines(f"for {target} in {code(updated_node.iter)}:\n    work_{self.number}({target})"),
                ]
            )

    return parsed(source).visit(Function()).code


def _lines(text: str) -> list[cst.BaseStatement]:
    return list(cst.parse_module(text + "\n").body)


def _loop(head: str, loop: cst.For, first: str = "") -> cst.BaseStatement:
    """A statement with the body of a loop, and before it some lines of its own."""
    (statement,) = _lines(f"{head}\n    pass")
    return statement.with_changes(
        body=loop.body.with_changes(body=[*(_lines(first) if first else []), *loop.body.body])
    )

"""The same code, typed in another way: comments, blanks, brackets, numbers, cells."""

from __future__ import annotations

import ast
import zlib
from collections.abc import Callable

import libcst as cst
import libcst.matchers as m

from labgrader.prove.rewritings.names import Cells
from labgrader.prove.rewritings.patterns import code, parsed


def _top(source: str) -> list[str]:
    """The statements at the top of a cell, each with the comments and blanks before it."""
    module = parsed(source)
    texts = [code(statement) for statement in module.body]
    if not texts:
        return [source]
    texts[0] = "".join(code(line) for line in module.header) + texts[0]
    texts[-1] += "".join(code(line) for line in module.footer)
    return texts


def commented(source: str) -> str:
    """A comment, in no particular language, before each statement."""
    return "\n".join(
        f"# {n}. Schritt: größer → kleiner (λ)\n{text.strip(chr(10))}" for n, text in enumerate(_top(source))
    )


def spaced(source: str) -> str:
    """Empty lines, and blanks at the ends of lines."""
    return "\n\n\n".join(text.strip("\n") + "   " for text in _top(source)) + "\n\n\n   \n"


def with_semicolons(source: str) -> str:
    """A semicolon at the end of each statement of one line, as people do who know another language."""

    class Semicolons(cst.CSTTransformer):
        def leave_SimpleStatementLine(self, original_node, updated_node):
            last = updated_node.body[-1].with_changes(semicolon=cst.Semicolon())
            return updated_node.with_changes(body=[*updated_node.body[:-1], last])

    return parsed(source).visit(Semicolons()).code


def on_one_line(source: str) -> str:
    """Statements that follow one another share a line."""

    class Join(cst.CSTTransformer):
        def _joined(self, node):
            lines: list[cst.BaseStatement] = []
            for statement in node.body:
                if lines and all(isinstance(s, cst.SimpleStatementLine) for s in (lines[-1], statement)):
                    lines[-1] = _on_the_line(lines[-1], statement)
                else:
                    lines.append(statement)
            return node.with_changes(body=lines)

        def leave_IndentedBlock(self, original_node, updated_node):
            return self._joined(updated_node)

        def leave_Module(self, original_node, updated_node):
            return self._joined(updated_node)

    return parsed(source).visit(Join()).code


def _on_the_line(line: cst.SimpleStatementLine, other: cst.SimpleStatementLine) -> cst.SimpleStatementLine:
    semicolon = cst.Semicolon(whitespace_after=cst.SimpleWhitespace(" "))
    *before, last = line.body
    return line.with_changes(
        body=[*before, last.with_changes(semicolon=semicolon), *other.body],
        trailing_whitespace=other.trailing_whitespace,
    )


def indented_by(source: str, indent: str) -> str:
    """Blocks indented in another way; not where a text runs over lines."""
    if '"""' in source or "'''" in source:
        return source
    return parsed(ast.unparse(ast.parse(source))).with_changes(default_indent=indent).code


def in_brackets(source: str) -> str:
    """Brackets around every calculation."""

    class Brackets(cst.CSTTransformer):
        def leave_BinaryOperation(self, original_node, updated_node):
            return updated_node.with_changes(
                lpar=[cst.LeftParen(), *updated_node.lpar], rpar=[*updated_node.rpar, cst.RightParen()]
            )

    return parsed(source).visit(Brackets()).code


def factors_swapped(source: str) -> str:
    """a * b → b * a"""

    class Swap(cst.CSTTransformer):
        def leave_BinaryOperation(self, original_node, updated_node):
            if not m.matches(updated_node.operator, m.Multiply()):
                return updated_node
            left, right = (_enclosed(side) for side in (updated_node.left, updated_node.right))
            return updated_node.with_changes(left=right, right=left)

    return parsed(source).visit(Swap()).code


def _enclosed(node: cst.BaseExpression) -> cst.BaseExpression:
    if isinstance(node, cst.BinaryOperation | cst.UnaryOperation) and not node.lpar:
        return node.with_changes(lpar=[cst.LeftParen()], rpar=[cst.RightParen()])
    return node


def numbers_in_another_way(source: str) -> str:
    """10 → 0xa, 0.1 → 1e-01"""

    class Numbers(cst.CSTTransformer):
        def leave_Integer(self, original_node, updated_node):
            value = int(updated_node.value, 0)
            return updated_node.with_changes(value=hex(value)) if value > 1 else updated_node

        def leave_Float(self, original_node, updated_node):
            return updated_node.with_changes(value=f"{float(updated_node.value):.17e}")

    return parsed(source).visit(Numbers()).code


def numbers_named(source: str) -> str:
    """The numbers of the cell get names, in its first lines: its own, which no other cell gives another value."""
    found: dict[str, str] = {}
    cell = zlib.crc32(source.encode())

    class Name(cst.CSTTransformer):
        def visit_FormattedString(self, node) -> bool:
            return False

        def visit_MatchCase(self, node) -> bool:
            return False

        def _named(self, node):
            return cst.Name(found.setdefault(node.value, f"NUMBER_{len(found) + 1}_OF_{cell:x}"))

        def leave_Integer(self, original_node, updated_node):
            return self._named(updated_node)

        def leave_Float(self, original_node, updated_node):
            return self._named(updated_node)

    changed = parsed(source).visit(Name()).code
    return "\n".join(f"{name} = {value}" for value, name in found.items()) + "\n" + changed if found else source


def tuples_assigned(source: str) -> str:
    """a = 1; b = 2 → a, b = 1, 2, where the second does not look at the first and calls nothing of the cell's own."""
    tree = ast.parse(source)
    lines = source.split("\n")
    for first, second in reversed(list(zip(tree.body, tree.body[1:], strict=False))):
        match first, second:
            case ast.Assign(targets=[ast.Name(id=one)]), ast.Assign(targets=[ast.Name(id=two)], value=value):
                called = [n.func for n in ast.walk(value) if isinstance(n, ast.Call)]
                looked_at = {n.id for n in ast.walk(value) if isinstance(n, ast.Name)}
                if one not in looked_at and all(isinstance(f, ast.Attribute) for f in called):
                    text = f"{one}, {two} = {ast.unparse(first.value)}, {ast.unparse(value)}"
                    lines[first.lineno - 1 : second.end_lineno] = [text]
                    break
    return "\n".join(lines)


def printed(source: str) -> str:
    """What is there is printed after each statement at the top."""
    return "\n".join(
        f"{text.rstrip()}\nprint('done:', {n}, sorted(globals())[:3])" for n, text in enumerate(_top(source))
    )


def _draws(source: str) -> bool:
    return "plt" in source or "figure" in source.lower()


def one_statement_a_cell(cells: Cells) -> Cells:
    """A cell for each statement; not where one draws, because a figure is shown, and ends, with its cell."""
    return tuple(t.strip("\n") for source in cells for t in ([source] if _draws(source) else _top(source)))


def two_halves(cells: Cells) -> Cells:
    """Each cell is cut in two; not one that draws."""
    found: list[str] = []
    for source in cells:
        parts = [source] if _draws(source) else _top(source)
        half = (len(parts) + 1) // 2
        found += ["".join(parts[:half]).strip("\n"), "".join(parts[half:]).strip("\n")] if len(parts) > 1 else [source]
    return tuple(found)


def merged(cells: Cells) -> Cells:
    """All cells in one; not where one of them may raise an error."""
    raises = [s for s in cells if any(isinstance(n, ast.Expr | ast.Raise) for n in ast.parse(s).body)]
    return cells if raises else ("\n\n".join(cells),)


LAYOUTS: dict[str, Callable[[str], str]] = {
    "comments": commented,
    "blanks": spaced,
    "semicolons": with_semicolons,
    "lines joined": on_one_line,
    "tabs": lambda source: indented_by(source, "\t"),
    "indented by two": lambda source: indented_by(source, "  "),
    "brackets": in_brackets,
    "factors swapped": factors_swapped,
    "hexadecimal numbers": numbers_in_another_way,
    "numbers named": numbers_named,
    "tuples assigned": tuples_assigned,
    "chatty": printed,
    "carriage returns": lambda source: source.replace("\n", "\r\n"),
}

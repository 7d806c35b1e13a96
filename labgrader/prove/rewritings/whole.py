"""A cell as a whole: inside a function, a `try`, a `with`; its functions inlined, decorated, explained."""

from __future__ import annotations

import ast
import textwrap

import libcst as cst
import libcst.matchers as m

from labgrader.prove.rewritings.patterns import code, parsed

WRAPPERS = {
    "in an if": "if True:\n{body}",
    "in a try": "try:\n{body}\nfinally:\n    print('that was it')",
    "in a try that would print its error": "try:\n{body}\nexcept ZeroDivisionError as error:\n    print(error)",
    "in a with": "import contextlib\nwith contextlib.nullcontext() as nothing, contextlib.suppress(KeyError):\n{body}",
    "in a loop of one turn": "for only_turn in range(1):\n{body}",
    "in a while that breaks": "while True:\n{body}\n    break",
    "in main": "if __name__ == '__main__':\n{body}",
    "in a match": "match 1:\n    case 1:\n{deeper}",
}


def _parts(source: str) -> tuple[str, str]:
    """The lines before the first statement that is no import, and the others."""
    tree = ast.parse(source)
    ends = [node.end_lineno for node in tree.body if isinstance(node, ast.Import | ast.ImportFrom)]
    leading = 0
    for node, end in zip(tree.body, ends, strict=False):
        if not isinstance(node, ast.Import | ast.ImportFrom):
            break
        leading = end
    lines = source.split("\n")
    return "\n".join(lines[:leading]), "\n".join(lines[leading:])


def wrapped(source: str, wrapper: str) -> str:
    """The cell inside a block that changes nothing."""
    if not _indentable(source):
        return source
    body = textwrap.indent(source, "    ")
    return WRAPPERS[wrapper].format(body=body, deeper=textwrap.indent(body, "    "))


def in_a_function(source: str) -> str:
    """The cell inside a function that is called, its names declared global."""
    if not _indentable(source):
        return source
    imports, rest = _parts(source)
    bound = sorted(_bound_at_the_top(ast.parse(rest)))
    declared = [f"global {', '.join(bound)}"] if bound else []
    body = textwrap.indent("\n".join([*declared, rest.strip("\n")]), "    ")
    return "\n".join([*([imports] if imports else []), "def everything():", body, "", "everything()"])


def _indentable(source: str) -> bool:
    """Whether it may be moved to the right: no text runs over lines, and something stands there."""
    tree = ast.parse(source)
    texts = [n for n in ast.walk(tree) if isinstance(n, ast.Constant | ast.JoinedStr) and n.lineno != n.end_lineno]
    return bool(tree.body) and not texts


def _bound_at_the_top(tree: ast.Module) -> set[str]:
    """The names that a module binds, its functions and comprehensions left out."""
    found: set[str] = set()
    waiting: list[ast.AST] = list(tree.body)
    while waiting:
        node = waiting.pop()
        match node:
            case ast.FunctionDef(name=name) | ast.ClassDef(name=name):
                found.add(name)
                continue
            case ast.Lambda() | ast.GeneratorExp() | ast.ListComp() | ast.SetComp() | ast.DictComp():
                found |= {n.target.id for n in ast.walk(node) if isinstance(n, ast.NamedExpr)}
                continue
            case ast.Name(id=name, ctx=ast.Store() | ast.Del()):
                found.add(name)
            case ast.alias(name=name, asname=other):
                found.add((other or name).split(".")[0])
            case ast.ExceptHandler(name=str() as name):
                found.add(name)
        waiting += ast.iter_child_nodes(node)
    return found


def inlined(source: str) -> str:
    """A function without a result that is called once, at the end of the cell: its body stands there instead."""
    tree = ast.parse(source)
    functions = {node.name: node for node in tree.body if isinstance(node, ast.FunctionDef)}
    calls = [n.func.id for n in ast.walk(tree) if isinstance(n, ast.Call) and isinstance(n.func, ast.Name)]
    for statement in tree.body:
        match statement:
            case ast.Expr(value=ast.Call(func=ast.Name(id=name), args=given, keywords=[])) if name in functions:
                function = functions[name]
                simple = not (function.decorator_list or function.args.defaults or function.args.vararg)
                result = any(isinstance(n, ast.Return | ast.Yield | ast.Nonlocal) for n in ast.walk(function))
                names = [a.arg for a in function.args.args]
                if simple and not result and calls.count(name) == 1 and len(names) == len(given):
                    lines = source.split("\n")
                    body = [ast.unparse(part) for part in function.body if not isinstance(part, ast.Global)]
                    setting = [f"{n} = {ast.unparse(v)}" for n, v in zip(names, given, strict=True)]
                    lines[statement.lineno - 1 : statement.end_lineno] = [*setting, *body]
                    del lines[function.lineno - 1 : function.end_lineno]
                    return "\n".join(lines)
    return source


TIMED = """
import functools
import time


def timed(function):
    @functools.wraps(function)
    def inner(*given, **named):
        began = time.perf_counter()
        try:
            return function(*given, **named)
        finally:
            print(f"{function.__name__}: {time.perf_counter() - began:.3f} s") if inner.calls < 3 else None
            inner.calls += 1

    inner.calls = 0
    return inner
"""


def decorated(source: str) -> str:
    """Every function at the top of the cell is timed by a decorator."""

    class Decorate(cst.CSTTransformer):
        def visit_ClassDef(self, node: cst.ClassDef) -> bool:
            return False

        def leave_FunctionDef(self, original_node: cst.FunctionDef, updated_node: cst.FunctionDef) -> cst.FunctionDef:
            return updated_node.with_changes(decorators=[cst.Decorator(cst.Name("timed")), *updated_node.decorators])

    changed = parsed(source).visit(Decorate()).code
    return source if changed == source else TIMED.strip("\n") + "\n\n\n" + changed


DOCSTRING = '''"""What it does: see above.

    It was hard work (größer als gedacht). 🎉
    """'''


def explained(source: str) -> str:
    """Every function has a docstring and type hints."""

    class Explain(cst.CSTTransformer):
        def leave_FunctionDef(self, original_node: cst.FunctionDef, updated_node: cst.FunctionDef) -> cst.FunctionDef:
            if not isinstance(updated_node.body, cst.IndentedBlock) or original_node.get_docstring():
                return updated_node
            doc = cst.parse_statement(
                '"""What it does: see above.\n\n    It was hard work (größer als gedacht). 🎉\n    """'
            )
            hints = cst.Annotation(cst.SimpleString('"what it is"'))
            names = [
                p if p.annotation or p.name.value == "self" else p.with_changes(annotation=hints)
                for p in updated_node.params.params
            ]
            return updated_node.with_changes(
                body=updated_node.body.with_changes(body=[doc, *updated_node.body.body]),
                params=updated_node.params.with_changes(params=names),
                returns=updated_node.returns or cst.Annotation(cst.SimpleString('"whatever comes out"')),
            )

    return parsed(source).visit(Explain()).code


def as_lambdas(source: str) -> str:
    """Functions of one `return` are lambdas."""
    simple = m.FunctionDef(
        body=m.IndentedBlock(body=[m.SimpleStatementLine(body=[m.Return(value=m.DoNotCare())])]), decorators=[]
    )

    class Lambda(cst.CSTTransformer):
        def visit_ClassDef(self, node: cst.ClassDef) -> bool:
            return False

        def leave_FunctionDef(self, original_node: cst.FunctionDef, updated_node: cst.FunctionDef):
            if not m.matches(updated_node, simple) or any(p.annotation for p in updated_node.params.params):
                return updated_node
            result = updated_node.body.body[0].body[0].value
            if result is None or m.findall(result, m.Yield() | m.Await()):
                return updated_node
            given = code(updated_node.params)
            return cst.parse_statement(f"{updated_node.name.value} = lambda {given}: ({code(result)})\n")

    return parsed(source).visit(Lambda()).code

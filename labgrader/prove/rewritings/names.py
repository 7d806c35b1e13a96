"""Which names of an answer are its own, and giving them others."""

from __future__ import annotations

import ast
import builtins
import symtable
from collections import Counter
from collections.abc import Callable, Iterable, Iterator

import libcst as cst
from nbformat.notebooknode import NotebookNode

from labgrader import structure
from labgrader.prove.rewritings.patterns import parsed

Cells = tuple[str, ...]

# What people call things. Builtins are among them: a student may use up any name that the notebook does not need.
SCHEMES: dict[str, Callable[[str, int], str]] = {
    "long names": lambda name, number: f"my_{name}_of_this_exercise",
    "short names": lambda name, number: f"q{number}",
    "names in capitals": lambda name, number: f"{name.upper()}_{number}",
    "names with underscores": lambda name, number: f"_{name}_",
    "names in other alphabets": lambda name, number: f"größe_λ_{name}",
    "names of builtins": lambda name, number: _SPARE[number] if number < len(_SPARE) else f"{name}_",
}
_SPARE = "id iter vars dir bin input hash ord chr oct repr".split()


def used_elsewhere(notebook: NotebookNode) -> frozenset[str]:
    """What stays as it is: global names and words of the cells that are no answers, and keywords of calls anywhere."""
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    given = [cell.source for cell in code if not structure.is_answer(cell)]
    names = {name for source in given for name in _global(source)}
    return frozenset(names.union(*map(_words, given), *(_keywords(cell.source) for cell in code)))


def _keywords(source: str) -> set[str]:
    return {node.arg for node in ast.walk(ast.parse(source)) if isinstance(node, ast.keyword) and node.arg}


def _words(source: str) -> set[str]:
    """The words of all texts: a name may be asked for in one."""
    texts = (n.value for n in ast.walk(ast.parse(source)) if isinstance(n, ast.Constant) and isinstance(n.value, str))
    return {word for text in texts for word in text.split()}


def _global(source: str) -> Iterator[str]:
    for table in _tables(source):
        for symbol in table.get_symbols():
            if table.get_type() == "module" or symbol.is_global():
                yield symbol.get_name()


def _tables(source: str) -> Iterator[symtable.SymbolTable]:
    waiting = [symtable.symtable(source, "<cell>", "exec")]
    while waiting:
        table = waiting.pop()
        waiting += table.get_children()
        yield table


def _bound(table: symtable.SymbolTable) -> set[str]:
    return {s.get_name() for s in table.get_symbols() if s.is_assigned() or s.is_parameter()}


def own_names(cells: Cells, taken: Iterable[str]) -> list[str]:
    """The names that an answer binds and that nothing else may know, in the order of the alphabet.

    Left out are names that could be asked for by a text: keywords of calls, attributes of classes, words in strings.
    """
    own, other = set(), set(taken) | set(dir(builtins))
    for source in cells:
        for table in _tables(source):
            bound = _bound(table)
            if table.get_type() == "class":
                other |= bound
            else:
                own |= bound
                other |= {s.get_name() for s in table.get_symbols() if s.is_imported()}
        other |= _keywords(source) | _words(source)
    return sorted(name for name in own - other if not name.startswith("_"))


def needs_hidden(cells: Cells, changed: Cells) -> bool:
    """Whether rewritten cells use a builtin once more, and the answer has given its name to something of its own."""
    bound = {name for source in cells for table in _tables(source) for name in _bound(table)}
    before, after = _uses(cells), _uses(changed)
    return any(after[name] > before[name] for name in bound.intersection(dir(builtins)))


def _uses(cells: Cells) -> Counter[str]:
    """How often the names of cells are read."""
    nodes = (node for source in cells for node in ast.walk(ast.parse(source)))
    return Counter(node.id for node in nodes if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load))


def renamed(cells: Cells, taken: frozenset[str], scheme: str) -> Cells:
    """The answer with other names for all that is its own."""
    own = own_names(cells, taken)
    words = {n.id for c in cells for n in ast.walk(ast.parse(c)) if isinstance(n, ast.Name)} | taken
    new = {name: SCHEMES[scheme](name, number) for number, name in enumerate(own)}
    new = {old: name for old, name in new.items() if name not in words}
    return tuple(parsed(source).visit(_Rename(new)).code for source in cells)


class _Rename(cst.CSTTransformer):
    def __init__(self, new: dict[str, str]) -> None:
        super().__init__()
        self.new = new

    def leave_Name(self, original_node: cst.Name, updated_node: cst.Name) -> cst.Name:
        return updated_node.with_changes(value=self.new.get(updated_node.value, updated_node.value))

    def leave_Attribute(self, original_node: cst.Attribute, updated_node: cst.Attribute) -> cst.Attribute:
        return updated_node.with_changes(attr=original_node.attr)

    def leave_Arg(self, original_node: cst.Arg, updated_node: cst.Arg) -> cst.Arg:
        return updated_node.with_changes(keyword=original_node.keyword)

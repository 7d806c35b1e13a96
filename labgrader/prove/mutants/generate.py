"""Makes the mutants of some answers, and chooses evenly among them; each time the same ones."""

from __future__ import annotations

import ast
import difflib
import hashlib
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import libcst as cst
from libcst.metadata import MetadataWrapper, PositionProvider
from nbformat.notebooknode import NotebookNode

from labgrader import corpus, structure
from labgrader.lab import CourseError, Lab
from labgrader.prove.mutants.expressions import OPERATORS
from labgrader.prove.mutants.scope import Scope
from labgrader.prove.mutants.statements import REARRANGEMENTS

REFERENCE = "reference"


@dataclass(frozen=True)
class Base:
    """A right answer to one cell.

    Attributes:
        name: `right/…`, as in the corpus, or `reference/<cell>`.
        cell: grade_id of the answer cell.
        sources: the cells that stand in its place.
    """

    name: str
    cell: str
    sources: tuple[str, ...]

    def notebook(self, lab: Lab) -> NotebookNode:
        """The lab with this answer; the other answers are the reference's."""
        return corpus.submission(lab, {self.cell: self.sources})


@dataclass(frozen=True)
class Mutant:
    """A right answer with one small change.

    Attributes:
        name: `<answer>:<line>:<operator>:<hash of the change>`, the same as long as the answer stays the same.
        base: the answer that was changed.
        answer: the changed answer.
        operator: the kind of the change.
    """

    name: str
    base: Base
    answer: Base
    operator: str

    @property
    def diff(self) -> str:
        """The lines that changed."""
        before, after = ("\n".join(b.sources).split("\n") for b in (self.base, self.answer))
        lines = list(difflib.unified_diff(before, after, lineterm="", n=0))[2:]
        return "\n".join(line for line in lines if not line.startswith("@@"))


def bases(lab: Lab, names: Sequence[str]) -> list[Base]:
    """The reference solution of each answer cell, and the named answers of the corpus.

    Raises:
        CourseError: there is no such answer.
    """
    graded = [c for c in lab.source.cells if structure.is_answer(c) and c.cell_type == "code"]
    found = [
        Base(f"{REFERENCE}/{structure.grade_id(c)}", structure.grade_id(c), (corpus.without_markers(c.source),))
        for c in graded
    ]
    answers = {answer.name: answer for answer in corpus.answers(lab)}
    unknown = [name for name in names if name not in answers]
    if unknown:
        folder = lab.root / "tests" / "submissions" / lab.name
        raise CourseError(f"{folder} has no answer {', '.join(unknown)}; an answer is named as in right/as_in_the_lab.")
    return found + [Base(name, answers[name].cell, answers[name].sources) for name in names]


def candidates(lab: Lab, base: Base) -> Iterator[Mutant]:
    """Every mutant of one answer, without those whose syntax tree is the answer's own or another's."""
    before = _sources_before(lab, base.cell)
    scope = Scope.of("\n".join(base.sources), before)
    seen = {_tree("\n".join(base.sources))}
    for number, source in enumerate(base.sources):
        first = sum(part.count("\n") + 1 for part in base.sources[:number])
        for operator, line, changed in _changes(source, scope):
            sources = (*base.sources[:number], changed, *base.sources[number + 1 :])
            tree = _tree("\n".join(sources))
            if tree is None or tree in seen:
                continue
            seen.add(tree)
            digest = hashlib.sha256("\0".join(sources).encode()).hexdigest()[:6]
            yield Mutant(
                f"{base.name}:{first + line}:{operator}:{digest}", base, replace(base, sources=sources), operator
            )


def mutants(lab: Lab, among: Sequence[Base], wanted: int) -> list[Mutant]:
    """So many mutants of the answers, chosen evenly over answers and operators; fewer when there are not so many."""
    groups: dict[tuple[str, str], list[Mutant]] = defaultdict(list)
    seen: set[tuple[str, str | None]] = set()
    for base in among:
        for mutant in candidates(lab, base):
            key = base.cell, _tree("\n".join(mutant.answer.sources))
            if key not in seen:
                seen.add(key)
                groups[base.name, mutant.operator].append(mutant)
    for group in groups.values():
        group.sort(key=lambda mutant: mutant.name.rpartition(":")[2])  # as good as random, and always the same
    longest = max(map(len, groups.values()), default=0)
    mixed = [groups[key] for key in sorted(groups, key=lambda key: hashlib.sha256("\0".join(key).encode()).digest())]
    turns = [group[turn] for turn in range(longest) for group in mixed if turn < len(group)]
    chosen = {mutant.name for mutant in turns[:wanted]}
    return [mutant for group in groups.values() for mutant in group if mutant.name in chosen]


def _sources_before(lab: Lab, cell: str) -> list[str]:
    """The code of the cells before an answer, with the reference's answers."""
    found = []
    for given in lab.source.cells:
        if structure.grade_id(given) == cell:
            break
        if given.cell_type == "code" and not structure.is_autograded(given):
            found.append(given.source)
    return found


def _tree(source: str) -> str | None:
    """The syntax tree of a source as text, or None when it has none."""
    try:
        return ast.dump(ast.parse(source))
    except SyntaxError:
        return None


def _changes(source: str, scope: Scope) -> Iterator[tuple[str, int, str]]:
    """Each change of a source: the operator, the line, and the changed source."""
    wrapper = MetadataWrapper(cst.parse_module(source), unsafe_skip_copy=True)
    lines = wrapper.resolve(PositionProvider)
    module = wrapper.module
    scope.of_module(module)
    for node in _walk(module):
        for name, change in OPERATORS.items():
            for new in change(node, scope):
                yield name, lines[node].start.line, module.deep_replace(node, new).code
        if isinstance(node, cst.Module | cst.IndentedBlock):
            body = list(node.body)
            for at, statement in enumerate(body):
                for name, rearranged in REARRANGEMENTS.items():
                    for new in rearranged(body, at, scope):
                        changed = node.with_changes(body=new)
                        whole = changed if node is module else module.deep_replace(node, changed)
                        yield name, lines[statement].start.line, whole.code


def _walk(node: cst.CSTNode) -> Iterator[cst.CSTNode]:
    yield node
    for child in node.children:
        yield from _walk(child)

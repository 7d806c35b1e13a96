"""Makes the mutants of some answers, and chooses evenly among them; each time the same ones."""

from __future__ import annotations

import ast
import difflib
import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain, zip_longest

import libcst as cst
from libcst.metadata import MetadataWrapper, PositionProvider
from nbformat.notebooknode import NotebookNode

from labgrader import corpus, structure
from labgrader.lab import CourseError, Lab
from labgrader.prove.mutants.expressions import OPERATORS
from labgrader.prove.mutants.scope import Scope
from labgrader.prove.mutants.statements import REARRANGEMENTS

REFERENCE = "reference"

Change = Callable[[], str]


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


@dataclass(frozen=True)
class Candidate:
    """A change that can be made: where and how, and what makes it. Most are never made."""

    base: Base
    part: int
    line: int
    operator: str
    number: int
    change: Change

    @property
    def order(self) -> bytes:
        """As good as random, and always the same."""
        return _hash(self.base.name, self.operator, str(self.line), str(self.number))

    def mutant(self) -> Mutant:
        """Make the change."""
        sources = list(self.base.sources)
        sources[self.part] = self.change()
        name = f"{self.base.name}:{self.line}:{self.operator}:{_hash(*sources).hex()[:6]}"
        return Mutant(name, self.base, replace(self.base, sources=tuple(sources)), self.operator)


def candidates(lab: Lab, base: Base) -> Iterator[Candidate]:
    """Every change of one answer."""
    scope = Scope.of("\n".join(base.sources), _sources_before(lab, base.cell))
    first = 0
    for part, source in enumerate(base.sources):
        for number, (operator, line, change) in enumerate(changes(source, scope)):
            yield Candidate(base, part, first + line, operator, number, change)
        first += source.count("\n") + 1


def mutants(lab: Lab, among: Sequence[Base], wanted: int) -> list[Mutant]:
    """So many mutants of the answers, chosen evenly over answers and operators; fewer when there are not so many.

    No two have the same syntax tree, and none has that of its answer.
    """
    groups: dict[tuple[str, str], list[Candidate]] = defaultdict(list)
    for base in among:
        for candidate in candidates(lab, base):
            groups[base.name, candidate.operator].append(candidate)
    mixed = [
        sorted(groups[key], key=lambda candidate: candidate.order) for key in sorted(groups, key=lambda k: _hash(*k))
    ]
    seen = {(base.cell, _tree(base.sources)) for base in among}
    chosen: dict[str, Mutant] = {}
    for candidate in filter(None, chain.from_iterable(zip_longest(*mixed))):
        if len(chosen) == wanted:
            break
        mutant = candidate.mutant()
        key = mutant.base.cell, _tree(mutant.answer.sources)
        if key[1] is not None and key not in seen:
            seen.add(key)
            chosen[mutant.name] = mutant
    return sorted(chosen.values(), key=lambda mutant: mutant.name)


def _sources_before(lab: Lab, cell: str) -> list[str]:
    """The code of the cells before an answer, with the reference's answers."""
    found = []
    for given in lab.source.cells:
        if structure.grade_id(given) == cell:
            break
        if given.cell_type == "code" and not structure.is_autograded(given):
            found.append(given.source)
    return found


def _tree(sources: Sequence[str]) -> str | None:
    """The syntax tree of an answer as text, or None when it has none."""
    try:
        return ast.dump(ast.parse("\n".join(sources)))
    except SyntaxError:
        return None


def _hash(*parts: str) -> bytes:
    return hashlib.sha256("\0".join(parts).encode()).digest()


def changes(source: str, scope: Scope) -> Iterator[tuple[str, int, Change]]:
    """Each change of a source: the operator, the line, and what gives the changed source."""
    wrapper = MetadataWrapper(cst.parse_module(source), unsafe_skip_copy=True)
    lines = wrapper.resolve(PositionProvider)
    module = wrapper.module
    scope.of_module(module)

    def replaced(old: cst.CSTNode, new: cst.CSTNode) -> str:
        return (new if old is module else module.deep_replace(old, new)).code

    for node in _walk(module):
        for name, change in OPERATORS.items():
            for new in change(node, scope):
                yield name, lines[node].start.line, partial(replaced, node, new)
        if isinstance(node, cst.Module | cst.IndentedBlock):
            body = list(node.body)
            for at, statement in enumerate(body):
                for name, rearranged in REARRANGEMENTS.items():
                    for new in rearranged(body, at, scope):
                        yield name, lines[statement].start.line, partial(replaced, node, node.with_changes(body=new))


def _walk(node: cst.CSTNode) -> Iterator[cst.CSTNode]:
    yield node
    for child in node.children:
        yield from _walk(child)

"""Which rewritings of which answers are tried: each way alone on two of them, and some at once."""

from __future__ import annotations

import difflib
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache, partial
from itertools import cycle, islice

import libcst as cst
from nbformat.notebooknode import NotebookNode

from labgrader import corpus, structure
from labgrader.lab import Lab
from labgrader.prove.rewritings import notebooks
from labgrader.prove.rewritings.catalogue import Rewriting, catalogue
from labgrader.prove.rewritings.names import Cells, needs_hidden

ANSWERS_EACH = 1  # answers of the corpus that each way is tried on, beside the reference
COMBINATIONS = 50


@dataclass(frozen=True)
class Rewritten:
    """One submission that means what another one means.

    Attributes:
        name: the ways and the answer.
        notebook: makes it as it is handed in.
        difference: what was changed, as a diff.
    """

    name: str
    notebook: Callable[[], NotebookNode]
    difference: str


@lru_cache(maxsize=8)
def rewritten(lab: Lab) -> tuple[Rewritten, ...]:
    """All submissions of the study, always the same."""
    return (*_single(lab), *_combined(lab), *_around(lab))


def _single(lab: Lab) -> Iterator[Rewritten]:
    bases = _bases(lab)
    reference, *others = bases.items()
    turn = cycle(others)
    for way in catalogue(lab):
        found = _made(lab, [way], *reference)
        if found:
            yield found
        if found and way.stage >= 3:
            continue  # what is put around an answer does not depend on it
        tried = (_made(lab, [way], *next(turn)) for _ in others)
        yield from islice((case for case in tried if case), ANSWERS_EACH)


def _combined(lab: Lab) -> Iterator[Rewritten]:
    """Two and three ways at once, from different places of the catalogue, on one answer after another."""
    ways = catalogue(lab)
    bases = list(_bases(lab).items())
    count = 0
    for step in range(1, len(ways)):
        chosen = [ways[(step * k + k * k * 7) % len(ways)] for k in range(1, 3 + step % 2)]
        chosen = sorted(dict.fromkeys(chosen), key=lambda way: way.stage)
        name, answers = bases[step * 3 % len(bases)]
        found = _made(lab, chosen, name, answers) if len(chosen) > 1 else None
        if found:
            yield found
            count += 1
        if count == COMBINATIONS:
            return


def _around(lab: Lab) -> Iterator[Rewritten]:
    for way in notebooks.NOTEBOOKS:
        yield Rewritten(f"{way} around the reference", partial(notebooks.changed, lab, way), way)


def _bases(lab: Lab) -> dict[str, dict[str, Cells]]:
    """Right answers by name: the reference's in all answer cells, and each of the corpus in its own."""
    reference = {
        structure.grade_id(cell): (corpus.without_markers(cell.source),)
        for cell in lab.source.cells
        if structure.is_answer(cell) and cell.cell_type == "code"
    }
    right = [answer for answer in corpus.answers(lab) if answer.name.startswith("right/")]
    return {"the reference": reference} | {answer.name: {answer.cell: answer.sources} for answer in right}


def _made(lab: Lab, ways: list[Rewriting], name: str, answers: dict[str, Cells]) -> Rewritten | None:
    """An answer rewritten, or None where one of the ways does not fit any cell of it."""
    changed = dict(answers)
    for way in ways:
        before = changed
        changed = {cell: applied(way, cells) for cell, cells in before.items()}
        if changed == before:
            return None
    combined = " + ".join(way.name for way in ways)
    return Rewritten(f"{combined} of {name}", partial(_notebook, lab, changed), _difference(answers, changed))


def _notebook(lab: Lab, answers: dict[str, Cells]) -> NotebookNode:
    notebook = corpus.submission(lab, answers)
    for number, cell in enumerate(cell for cell in notebook.cells if not structure.grade_id(cell)):
        cell.id = f"own-{number}"
    return notebook


def applied(way: Rewriting, cells: Cells) -> Cells:
    """The cells rewritten, or as they were where they are no plain Python, would be none, or need what they hide."""
    try:
        changed = way.apply(cells)
        if way.stage < 3:
            with warnings.catch_warnings(action="ignore"):
                for source in changed:
                    compile(source, "<cell>", "exec")
                if needs_hidden(cells, changed):
                    return cells
    except (SyntaxError, cst.ParserSyntaxError, cst.CSTValidationError):
        return cells
    return changed


def _difference(old: dict[str, Cells], new: dict[str, Cells]) -> str:
    lines: list[str] = []
    for cell in old:
        texts = ("\n# %%\n".join(cells).split("\n") for cells in (old[cell], new[cell]))
        lines += difflib.unified_diff(*texts, cell, "rewritten", n=1, lineterm="")
    return "\n".join(lines)

"""What a student made of a cell that was given: what they wrote into it, and which of its lines they changed."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from nbformat.notebooknode import NotebookNode

from labgrader.assignments import literal_assignments
from labgrader.cells import is_answer, is_autograded, is_given, is_given_code, is_untouched, named, new_cell, visible
from labgrader.statements import Statement, alike, code_or_lines, is_python, joined, same

MOST_STATEMENTS = 500  # of one cell: more are no given cell that somebody wrote into
OVERWRITTEN = 0.5  # where no more than this is left of what was released, all that stands there is the student's own
MOST_NAMED = 3  # lines of one cell
BEGIN_SOLUTION = "### BEGIN SOLUTION"  # in the source of a lab, whose answers are none that was handed out
MAX_SHOWN = 60  # characters of a line


@dataclass
class Changes:
    """How a text differs from the released one.

    Attributes:
        before: statements that were written on top of the released ones, among them, or in their place.
        behind: statements that were written behind them.
        changed: released statements that are no longer there as they were.
        left_out: names of given numbers that the student's statements set; those are not kept.
    """

    before: list[Statement] = field(default_factory=list)
    behind: list[Statement] = field(default_factory=list)
    changed: list[Statement] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)

    @property
    def named(self) -> str:
        """The changed lines, as they were handed out, in a few words."""
        lines = [_first_line(statement) for statement in self.changed]
        shown = [line if len(line) <= MAX_SHOWN else f"{line[: MAX_SHOWN - 1]}…" for line in lines[:MOST_NAMED]]
        return ", ".join(f"`{line}`" for line in shown) + (", …" if len(lines) > MOST_NAMED else "")


def changes(code: bool, source: str, released: str, numbers: frozenset[str]) -> Changes:
    """What a student made of a released text.

    Args:
        code: whether it is code.
        source: the student's.
        released: what everybody was given.
        numbers: the names that it gives a number: nothing that is kept may set one of them.
    """
    found, wanted = code_or_lines(code, source, released)
    matcher = SequenceMatcher(None, [s.key for s in found[:MOST_STATEMENTS]], [s.key for s in wanted], autojunk=False)
    steps = matcher.get_opcodes()
    # Released statements that stand somewhere else.
    moved = Counter(s.key for what, _, _, j1, j2 in steps if what != "equal" for s in wanted[j1:j2])
    last = max((i2 for what, _, i2, _, _ in steps if what == "equal"), default=len(found))
    made = Changes()
    for what, i1, i2, j1, j2 in steps:
        if what == "equal":
            continue
        gone = list(wanted[j1:j2])
        for number, statement in enumerate(found[i1:i2], i1):
            if moved[statement.key]:
                moved[statement.key] -= 1
                continue
            was = next((one for one in gone if alike(statement, one)), None)
            if was is None:
                (made.behind if number >= last else made.before).append(statement)
            else:
                gone.remove(was)
                made.changed.append(was)
        made.changed += gone
    there = {statement.key for statement in found}
    made.changed = [one for one in wanted if one in made.changed and one.key not in there]
    left = sum(one.key in there for one in wanted)
    if len(found) > MOST_STATEMENTS or ((made.before or made.behind) and left <= OVERWRITTEN * len(wanted)):
        made.before, made.behind = list(found), []
    python = is_python(source)

    def sets(one: Statement) -> set[str]:
        return numbers & (one.names if python else set(re.findall(r"\w+", one.text)))

    made.left_out = sorted({name for one in made.before + made.behind for name in sets(one)})
    made.before, made.behind = ([one for one in part if not sets(one)] for part in (made.before, made.behind))
    return made


def _first_line(statement: Statement) -> str:
    lines = [line.strip() for line in statement.text.split("\n")]
    return next((line for line in lines if line and not line.startswith("#")), lines[0])


def keep_what_was_written(
    cells: list[NotebookNode], chosen: dict[int, str], known: dict[str, NotebookNode]
) -> list[str]:
    """Make what a student wrote into given cells a cell of their own beside each, in place; sentences on it.

    It stands behind the given cell. What was written into a check before its end stands in front of it: there it ran.
    """
    beside, behind, changed, left_out = [], [], [], []
    for cell in [c for c in cells if id(c) in chosen and is_given(known[chosen[id(c)]])]:
        name = chosen[id(cell)]
        reference = known[name]
        if is_untouched(cell, reference):
            continue
        text = visible(reference)
        code = is_given_code(reference)
        made = changes(code, cell.source, text, _numbers(text) if code else frozenset())
        before = made.before if is_autograded(reference) else []
        after = made.behind if is_autograded(reference) else made.before + made.behind
        if is_autograded(reference) and _unanswered(name, cells, chosen, known):
            before, after = before + after, []
        at = next(number for number, c in enumerate(cells) if c is cell)
        for part, place in ((after, at + 1), (before, at)):
            if part:
                cells.insert(place, new_cell(cell.cell_type, joined(part), cells, f"kept-{name}"))
        beside += [name] * bool(before)
        behind += [name] * bool(after)
        changed += [f"`{name}` ({made.named})"] * bool(made.changed)
        left_out += [f"`{number}`" for number in made.left_out]
    remarks = []
    if behind:
        remarks.append(f"You wrote into given cells; it was kept as a cell of your own right behind: {named(behind)}.")
    if beside:
        remarks.append(f"You wrote into given cells; it was kept as a cell of your own right before: {named(beside)}.")
    if changed:
        remarks.append(f"Given lines were changed; your notebook was run with the given ones: {', '.join(changed)}.")
    if left_out:
        remarks.append(
            f"What you wrote to set {', '.join(left_out)} in a given cell was left out: use the given value."
        )
    return remarks


def _numbers(text: str) -> frozenset[str]:
    """The names to which a given text assigns a number."""
    try:
        return frozenset(literal_assignments(text))
    except SyntaxError:
        return frozenset()


def _unanswered(name: str, cells: list[NotebookNode], chosen: dict[int, str], known: dict[str, NotebookNode]) -> bool:
    """Whether the answer that a check is for is missing, or as it was handed out."""
    order = list(known)
    before = order[order.index(name) - 1] if order.index(name) else ""
    if not before or not is_answer(known[before]):
        return False
    answer = next((cell for cell in cells if chosen.get(id(cell)) == before), None)
    if answer is None:  # what stands before the check may be one that is not known for it
        at = next(number for number, cell in enumerate(cells) if chosen.get(id(cell)) == name)
        return not at or id(cells[at - 1]) in chosen or cells[at - 1].cell_type != "code"
    released = visible(known[before])
    return BEGIN_SOLUTION not in released and same(True, answer.source, released)

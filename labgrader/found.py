"""Which cell of a submission is which cell of the lab, whatever a program or a hand did to it.

Metadata and ids tell first, then what a cell says, in order: another program may have dropped the metadata, laid the
code out anew, or merged and split cells; a student may have written into them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from nbformat.notebooknode import NotebookNode

from labgrader.cells import grade_id, is_given, is_given_code, is_untouched, named, new_cell, visible
from labgrader.statements import code_or_lines, cut_out, joined, same, share

ENOUGH = 0.5  # of a given cell's text, to know it again


class Found:
    """The cells of a submission, and which of them are cells of the lab.

    Attributes:
        cells: those of the submission; merged ones are taken apart by `match`, and split ones are put together.
        chosen: which is which known cell: id(cell) → grade_id. At most one cell for each grade_id.
    """

    def __init__(self, cells: list[NotebookNode], known: dict[str, NotebookNode]) -> None:
        self.cells = list(cells)
        self.known = known
        self.chosen: dict[int, str] = {}

    def match(self) -> list[str]:
        """Find the cells of the lab; sentences on what was odd."""
        by_name: dict[str, list[NotebookNode]] = {}
        for cell in self.cells:
            by_name.setdefault(grade_id(cell), []).append(cell)
        for name in self.known:
            if name in by_name:
                self._choose(name, by_name[name])
        stripped = [name for name in self._missing() if self._by_id(name)]
        stripped += [name for name in self._missing() if self._by_text(name)]
        stripped += [name for name in self._missing() if self._by_part(name)]
        merged = [name for name in self._missing() if self._take_out(name)]
        split = [name for name, cell in self._unlike() if self._put_together(name, cell)]
        there = {id(cell) for cell in self.cells}
        copies = {name: sum(id(c) in there for c in by_name.get(name, ())) for name in self.known}
        remarks = [
            f"The cell `{name}` was there {number} times; copies count as cells of your own."
            for name, number in copies.items()
            if number > 1
        ]
        if stripped:
            stripped.sort(key=list(self.known).index)
            remarks.append(f"Cells had lost their nbgrader metadata; it was put back: {named(stripped)}.")
        if merged:
            remarks.append(f"Cells were merged; these were taken out again: {named(merged)}.")
        if split:
            remarks.append(f"Given cells were split; they were put together again: {named(split)}.")
        return remarks

    def _choose(self, name: str, cells: list[NotebookNode]) -> bool:
        """The one that kept its id, or the last."""
        original = [c for c in cells if _same_id(c, self.known[name])]
        for cell in (original or cells[-1:])[:1]:
            self.chosen[id(cell)] = name
        return bool(cells)

    def _missing(self) -> Iterator[str]:
        return (name for name in self.known if name not in self.chosen.values())

    def _free(self, cells: list[NotebookNode]) -> list[NotebookNode]:
        return [cell for cell in cells if id(cell) not in self.chosen]

    def _by_id(self, name: str) -> bool:
        return self._choose(name, [c for c in self._free(self.cells) if _same_id(c, self.known[name])])

    def _by_text(self, name: str) -> bool:
        """A given cell that says the same: the first where it should be, else the last."""
        if not is_given(self.known[name]):
            return False
        code, text = self.known[name].cell_type == "code", visible(self.known[name])
        alike = [c for c in self._free(self.cells) if same(code, c.source, text)]
        here = {id(cell) for cell in self._between(name)}
        return self._choose(name, [c for c in alike if id(c) in here][:1] or alike)

    def _by_part(self, name: str) -> bool:
        """A given cell of which most is there, where it should be."""
        if not is_given(self.known[name]):
            return False
        kind, text = self.known[name].cell_type, visible(self.known[name])
        here = [cell for cell in self._free(self._between(name)) if cell.cell_type == kind]
        shares = {id(cell): share(kind == "code", cell.source, text) for cell in here}
        best = max(shares.values(), default=0)
        return best >= ENOUGH and self._choose(name, [c for c in self.cells if shares.get(id(c)) == best][:1])

    def _between(self, name: str) -> list[NotebookNode]:
        """The cells from the nearest one that should stand before it to the nearest one behind it, of its kind."""
        kind = self.known[name].cell_type
        order = [other for other, cell in self.known.items() if other == name or cell.cell_type in (kind, "code")]
        places = {self.chosen[id(c)]: number for number, c in enumerate(self.cells) if id(c) in self.chosen}
        before = next((places[n] for n in reversed(order[: order.index(name)]) if n in places), 0)
        behind = next((places[n] for n in order[order.index(name) + 1 :] if n in places), len(self.cells))
        return self.cells[before : behind + 1]

    def _take_out(self, name: str) -> bool:
        """Take a given cell out of one that it was merged with."""
        if not is_given(self.known[name]):
            return False
        code, text = self.known[name].cell_type == "code", visible(self.known[name])
        for host in self._between(name):
            parts = cut_out(code and host.cell_type == "code", host.source, text)
            if parts is None:
                continue
            if not (parts[0] or parts[2]):  # what is left of a cell that others were taken out of
                if id(host) in self.chosen:
                    continue
                return self._choose(name, [host])
            before, _, behind = parts
            at = next(number for number, cell in enumerate(self.cells) if cell is host)
            block = new_cell(self.known[name].cell_type, text, self.cells, f"part-{name}")
            self.chosen[id(block)] = name
            if before and behind and self._belongs(host, before) >= self._belongs(host, behind):
                self.cells[at + 1 : at + 1] = [block, new_cell(host.cell_type, behind, self.cells, f"rest-{name}")]
            elif before and behind:
                self.cells[at:at] = [new_cell(host.cell_type, before, self.cells, f"rest-{name}"), block]
            else:
                self.cells.insert(at + bool(before), block)
            host.source = before if self.cells.index(host) < self.cells.index(block) else behind
            return True
        return False

    def _belongs(self, host: NotebookNode, part: str) -> float:
        """How much of a part of a cell is what that cell was given as."""
        reference = self.known.get(self.chosen.get(id(host), ""))
        return share(host.cell_type == "code", part, visible(reference)) if reference is not None else 0

    def _unlike(self) -> list[tuple[str, NotebookNode]]:
        """The given code cells that are not there as they were released."""
        found = [(self.chosen[id(c)], c) for c in self.cells if id(c) in self.chosen]
        return [(n, c) for n, c in found if is_given_code(self.known[n]) and not is_untouched(c, self.known[n])]

    def _put_together(self, name: str, cell: NotebookNode) -> bool:
        """Put a given cell together of what stands in the cells next to it."""
        text, before = visible(self.known[name]), cell.source
        for step in (1, -1):
            while True:
                at = next(number for number, c in enumerate(self.cells) if c is cell) + step
                beside = self.cells[at] if 0 <= at < len(self.cells) else cell
                if id(beside) in self.chosen or beside.cell_type != cell.cell_type:
                    break
                parts = _halves(cell.source, beside.source, text, behind=step > 0)
                if parts is None:
                    break
                cell.source, beside.source = parts
                if beside.source:
                    break
                del self.cells[at]
        return cell.source != before


def _halves(source: str, beside: str, text: str, *, behind: bool) -> tuple[str, str] | None:
    """A given cell with what of its text stands beside it, and what is left there; None where nothing does."""
    for code in (True, False):  # a split inside of a statement shows in the lines alone
        own, wanted, theirs = code_or_lines(code, source, text, beside)
        missing = Counter(statement.key for statement in wanted) - Counter(statement.key for statement in own)
        part, rest = [], []
        for statement in theirs:
            (part if missing[statement.key] > 0 else rest).append(statement)
            missing[statement.key] -= 1
        whole = joined([*own, *part] if behind else [*part, *own])
        if part and (code or same(True, whole, text)):
            return whole, joined(rest)
    return None


def _same_id(cell: NotebookNode, reference: NotebookNode) -> bool:
    return bool(cell.get("id")) and cell.get("id") == reference.get("id")

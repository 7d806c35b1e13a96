"""Which changes of evidence take points from a right answer for certain, and what is told of them?"""

from __future__ import annotations

import evidence_changes as changes
from evidence_cases import for_each_lab, right
from hypothesis import strategies as st

from labgrader.cellrun import as_number, as_numbers
from labgrader.evidence import Array, CellEvidence, Note, RaisedError, Sequence, Str

FAR = 10  # times the last loss: before a training comes near to its end, nothing makes up for a loss that is wrong
MOST = 1e6  # where a training runs away, the digits of larger losses tell nothing
SECRET = "krypton"

# In the place of a value: nothing, what is cut, or no number.
UNUSABLE = st.sampled_from(
    [
        None,
        Note(kind="note", type="list", why="too long: 2000 items"),
        Sequence(kind="list", length=2000, items=[]),
        Array(kind="tensor", shape=[2000], dtype="float32", values=[]),
        Str(kind="str", value="see above"),
    ]
)


@for_each_lab
def test_an_answer_that_is_gone_or_cut_costs_points_and_is_named(lab, data):
    case, draw = right(lab, data.draw), data.draw
    runs = draw(st.sampled_from([("released", "unseen"), ("released",), ("unseen",)]))
    if case.asked.probes:
        assert case.changed(lambda cell: cell.model_copy(update={"probe": None}), runs=runs).verdict.score == 0
        return
    name, found = draw(st.sampled_from(case.needs)), draw(UNUSABLE)

    def change(cell: CellEvidence) -> CellEvidence:
        others = {other: value for other, value in cell.evidence.names.items() if other != name}
        return changes.with_names(cell, others if found is None else others | {name: found})

    verdict = case.changed(change, runs=runs).verdict
    assert verdict.score < verdict.max_points
    if "released" in runs:
        assert any(f"`{name}`" in check.message for check in verdict.checks)


@for_each_lab
def test_a_number_that_is_far_from_right_costs_points(lab, data):
    """The number that is asked for, or one of the losses."""
    case, draw = right(lab, data.draw, lambda case: case.asked.names), data.draw
    name, factor = draw(st.sampled_from(case.asked.names)), draw(st.sampled_from([1 / 3, 3]))
    place = draw(st.floats(0, 1))

    def change(cell: CellEvidence) -> CellEvidence:
        value = cell.evidence.names[name]
        numbers = as_numbers(value) or [as_number(value)]
        can_be_told = [at for at, number in enumerate(numbers) if FAR * numbers[-1] < number < MOST] or [0]
        numbers[can_be_told[round(place * (len(can_be_told) - 1))]] *= factor
        kind = value.kind if as_numbers(value) else "float"
        items = [changes.as_float(number) for number in numbers]
        changed = items[0] if kind == "float" else Sequence(kind=kind, length=len(items), items=items)
        return changes.with_names(cell, cell.evidence.names | {name: changed})

    verdict = case.changed(change).verdict
    assert verdict.score < verdict.max_points


@for_each_lab
def test_nothing_that_the_second_run_reports_is_told(lab, data):
    """A student who reads it would read the unseen data."""
    case, draw = right(lab, data.draw), data.draw
    note = Note(kind="note", type=SECRET, why=SECRET)
    shown = draw(st.sampled_from([note, Str(kind="str", value=SECRET), Sequence(kind="list", length=1, items=[note])]))
    error = RaisedError(cell=0, given=False, name=SECRET, message=SECRET)

    def change(cell: CellEvidence) -> CellEvidence:
        names = draw(st.sets(st.sampled_from([*cell.evidence.names]), min_size=1))
        figures = [
            figure.model_copy(update={"axes": [axes.model_copy(update={"xlabel": SECRET}) for axes in figure.axes]})
            for figure in cell.evidence.figures
        ]
        found = changes.with_names(cell, cell.evidence.names | dict.fromkeys(names, shown) | {SECRET: shown})
        found = changes.with_evidence(found, figures=figures)
        probe = cell.probe and cell.probe.model_copy(update={"names": dict.fromkeys(cell.probe.names, shown)})
        return found.model_copy(update={"probe": probe, "errors": [error]})

    verdict = case.changed(change, runs=("unseen",)).verdict
    assert SECRET not in verdict.model_dump_json()

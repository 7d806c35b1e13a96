"""How may evidence change without a change of any verdict?

Graders see no code: what a student may write otherwise reaches them as other evidence of the same thing. Right answers
and mistakes are computed, by `tests/proof`, which knows no grader. What takes points is in `test_evidence_lost.py`.
"""

from __future__ import annotations

import evidence_changes as changes
from evidence_cases import Case, any_case, each_lab, for_each_lab, right, right_cases, said, wrong_cases
from hypothesis import strategies as st
from selection import LABS

from labgrader.evidence import CellEvidence, RaisedError, RunRecord
from labgrader.grading import grade


def assert_judged_alike(case: Case, changed: Case) -> None:
    assert said(changed.verdict) == said(case.verdict), [check.message for check in changed.verdict.checks]


@each_lab
def test_the_right_answers_are_right_and_the_wrong_ones_wrong(lab):
    for case in right_cases(lab):
        assert said(case.verdict) == (case.verdict.max_points, None), case
    for case in wrong_cases(lab):
        assert case.verdict.score < case.verdict.max_points, case
    assert {case.cell for case in right_cases(lab)} == set(LABS[lab].points)


@for_each_lab
def test_a_number_is_the_same_in_whatever_type_and_container(lab, data):
    case, draw = any_case(lab, data.draw), data.draw

    def change(cell: CellEvidence) -> CellEvidence:
        names = cell.evidence.names.items()
        return changes.with_names(cell, {name: changes.kept_otherwise(draw, value) for name, value in names})

    assert_judged_alike(case, case.changed(change))


@for_each_lab
def test_a_tuple_is_as_good_as_a_list_in_what_functions_give_back(lab, data):
    """In a lab whose questions call no function, nothing changes."""
    case = any_case(lab, data.draw, lambda case: case.released.probe)

    def change(cell: CellEvidence) -> CellEvidence:
        if cell.probe is None:
            return cell
        names = {name: changes.lists_for_tuples(value) for name, value in cell.probe.names.items()}
        return cell.model_copy(update={"probe": cell.probe.model_copy(update={"names": names})})

    assert_judged_alike(case, case.changed(change))


@for_each_lab
def test_names_of_the_students_own_count_for_nothing_in_whatever_order(lab, data):
    case, draw = any_case(lab, data.draw), data.draw

    def change(cell: CellEvidence) -> CellEvidence:
        names = cell.evidence.names | draw(changes.other_names(case.lab))
        return changes.with_names(cell, dict(draw(st.permutations(list(names.items())))))

    assert_judged_alike(case, case.changed(change))


@for_each_lab
def test_a_right_answer_needs_no_name_that_it_does_not_fill(lab, data):
    """What was given, and what other questions fill, may be gone, or be something else by now."""
    case, draw = right(lab, data.draw, lambda case: not case.asked.probes), data.draw

    def change(cell: CellEvidence) -> CellEvidence:
        kept = {name: cell.evidence.names[name] for name in case.needs}
        others = [name for name in cell.evidence.names if name not in kept]
        spoilt = draw(st.dictionaries(st.sampled_from(others), changes.values())) if others else {}
        return changes.with_names(cell, kept | spoilt)

    assert_judged_alike(case, case.changed(change))


@for_each_lab
def test_passes_that_trained_nothing_count_for_nothing(lab, data):
    case, draw = right(lab, data.draw, lambda case: case.asked.names), data.draw

    def change(cell: CellEvidence) -> CellEvidence:
        before, after = draw(changes.other_passes()), draw(changes.other_passes())
        return changes.with_evidence(cell, epochs=[*before, *cell.evidence.epochs, *after])

    assert_judged_alike(case, case.changed(change))


@for_each_lab
def test_figures_of_something_else_count_for_nothing(lab, data):
    """Made before and after, left open or empty; where no question asks for a graph, and where one is drawn."""
    case, draw = any_case(lab, data.draw, lambda case: case.drew), data.draw

    def change(cell: CellEvidence) -> CellEvidence:
        before, after = draw(changes.other_figures()), draw(changes.other_figures())
        return changes.with_evidence(cell, figures=changes.numbered([*before, *cell.evidence.figures, *after]))

    assert_judged_alike(case, case.changed(change))


@for_each_lab
def test_a_graph_that_is_drawn_twice_is_drawn(lab, data):
    case, times = any_case(lab, data.draw, lambda case: case.drew), data.draw(st.integers(2, 4))

    def change(cell: CellEvidence) -> CellEvidence:
        return changes.with_evidence(cell, figures=changes.numbered(cell.evidence.figures * times))

    assert_judged_alike(case, case.changed(change))


@for_each_lab
def test_cells_may_be_split_and_merged(lab, data):
    case, draw = any_case(lab, data.draw, lambda case: case.drew or case.loaded), data.draw
    answer = case.asked.answers[0]
    assert_judged_alike(case, case.changed(lambda cell: changes.placed(draw, cell, answer)))


@for_each_lab
def test_what_given_cells_drew_loaded_and_raised_is_not_the_students(lab, data):
    """Be it a right graph, and the passes of a right training."""
    case, draw = any_case(lab, data.draw), data.draw
    other = right(lab, draw, lambda case: case.drew or case.loaded)
    given_cell = 50
    error = RaisedError(cell=0, given=True, name="ValueError", message=draw(changes.texts))

    def change(cell: CellEvidence) -> CellEvidence:
        made = {
            part: [*(one.model_copy(update={"cell": given_cell}) for one in getattr(other.released.evidence, part))]
            for part in ("figures", "epochs")
        }
        found = changes.with_evidence(
            cell,
            figures=changes.numbered([*made["figures"], *cell.evidence.figures]),
            epochs=[*made["epochs"], *cell.evidence.epochs],
        )
        return found.model_copy(update={"given": [given_cell], "errors": [*cell.errors, error]})

    assert_judged_alike(case, case.changed(change))


@for_each_lab
def test_an_error_costs_a_right_answer_nothing(lab, data):
    case, draw = right(lab, data.draw), data.draw
    names = st.sampled_from(["NameError", "NotImplementedError", "RuntimeError"])
    errors = [
        RaisedError(cell=number, given=False, name=draw(names), message=draw(changes.texts)) for number in range(2)
    ]
    assert_judged_alike(case, case.changed(lambda cell: cell.model_copy(update={"errors": errors})))


@for_each_lab
def test_each_question_is_judged_as_if_it_stood_alone(lab, data):
    cases: dict[str, Case] = {}
    for _ in range(4):
        case = any_case(lab, data.draw)
        cases.setdefault(case.cell, case)
    first, *others = cases.values()
    runs = {
        run: getattr(first.record, run) | {case.cell: getattr(case, run) for case in others}
        for run in ("released", "unseen")
    }
    verdicts = grade(first.lab, {"all": first.record.model_copy(update=runs)})["all"]
    assert {cell: said(verdicts[cell]) for cell in cases} == {cell: said(case.verdict) for cell, case in cases.items()}


@for_each_lab
def test_evidence_that_was_kept_and_remarks_say_the_same(lab, data):
    case, words = any_case(lab, data.draw), st.lists(changes.texts, max_size=3)
    record = case.record.model_copy(update={"remarks": data.draw(words), "unseen_set": data.draw(st.integers(0, 49))})
    assert_judged_alike(case, case.of(RunRecord.model_validate_json(record.model_dump_json())))

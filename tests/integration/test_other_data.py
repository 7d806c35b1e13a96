"""Other data than the labs': the range for which graders vouch, and what they say of answers on random sets of it."""

from __future__ import annotations

from functools import partial

import pytest
from selection import LABS, QUARTER, QUARTERS

from labgrader import corpus
from labgrader.evidence import Figure
from labgrader.grading import grade
from labgrader.lab import CourseError, Lab
from labgrader.prove import computed, diagnosis, other_data, sets
from labgrader.prove.chains import tried
from labgrader.prove.findings import Decision
from labgrader.prove.mutants.oracle import plain
from labgrader.prove.shown import evidence_of

SHORT = 0.01  # the part of the study of answers that is done here

each_lab = pytest.mark.parametrize("lab", LABS.values(), ids=LABS.keys())


@each_lab
def test_the_range_holds_the_released_values_and_every_vetted_set(lab):
    for values in (lab.parameters, *lab.unseen.sets):
        for name, (least, most) in lab.unseen.range.items():
            assert least <= values[name] <= most, values


@each_lab
def test_the_rule_refuses_no_vetted_set_and_no_lab_as_released(lab):
    assert [sets.refused(lab, values, lab.parameters) for values in lab.unseen.sets] == [""] * len(lab.unseen.sets)
    assert sets.refused(lab, lab.parameters, lab.parameters), "the released data is no unseen data"


@pytest.mark.parametrize(
    ("name", "differs"),
    [
        ("lab1_from_scratch", {"SLOPE": 0.5}),
        ("lab1_from_scratch", {"SLOPE": 20.5}),
        ("lab1_from_scratch", {"SLOPE": 7.0, "BIAS": -7.5}),
        ("lab1_from_scratch", {"SEED": 1}),
        ("lab2_batch_vs_stochastic", {"SLOPE": 0.2}),
        ("lab2_batch_vs_stochastic", {"NOISE": 0.0}),
        ("lab3_dataloader", {"NOISE": 5.0}),
        ("lab3_dataloader", {"SLOPE": 5.1}),
        ("lab4_minibatch", {"SLOPE": 0.1}),
        ("lab4_minibatch", {"SLOPE": 2.0, "BIAS": 2.1}),
        ("lab4_minibatch", {"NOISE": 6.0}),
        ("lab4_minibatch", {"NOISE": 0.1}),
        ("lab4_minibatch", {"BIAS": 1.1}),
    ],
)
def test_data_that_tells_nothing_is_refused_with_a_reason(name, differs):
    """A trend that is drowned, a number near 0, near another, or near the released one."""
    lab = LABS[name]
    assert sets.refused(lab, lab.unseen.sets[0] | differs, lab.parameters)


@each_lab
def test_random_sets_are_the_same_each_time_in_range_and_no_two_alike(lab):
    rings = sets.rings(lab)
    drawn = sets.sets(lab)
    assert len(drawn) == len({tuple(values.values()) for values in drawn}) == 200
    assert drawn == tuple(values for ring in rings for values in ring)
    for name, (least, most) in lab.unseen.range.items():
        found = [values[name] for values in drawn]
        assert least <= min(found) < max(found) <= most
        assert max(found) - min(found) > 0.9 * (most - least), "the range should be drawn from as a whole"
    for ring in rings[:1]:
        for before, after in zip(ring, (*ring[1:], ring[0]), strict=True):
            assert sets.refused(lab, after, before) == ""


def test_a_range_that_does_not_fit_is_told(toy):
    path = toy.graders_path / "unseen.toml"
    text = path.read_text(encoding="utf-8")
    name = next(iter(toy.parameters))
    for table in ("[range]\nNOWHERE = [0, 1]\n\n", f"[range]\n{name} = [1e8, 1e9]\n\n", f"[range]\n{name} = [1]\n\n"):
        path.write_text(text.replace("[[set]]", f"{table}[[set]]", 1), encoding="utf-8")
        with pytest.raises(CourseError, match=r"unseen\.toml.*range"):
            Lab(toy.root, toy.name).unseen.range  # noqa: B018


@each_lab
def test_right_answers_earn_all_on_random_data_and_wrong_ones_what_they_should(lab):
    found = other_data.study(lab, share=SHORT, keep_warm=True)
    assert found.counts[Decision.RIGHT_ACCEPTED] > 0
    assert found.counts[Decision.WRONG_CAUGHT] > 0
    assert not found.unexplained


@each_lab
def test_mistakes_are_named_on_random_data_and_never_wrongly(lab, request):
    """Five sets for each computed mistake of the commit's quarter; with --all, a hundred for each."""
    quarter = request.config.stash[QUARTER]
    count, some = (100, slice(None)) if quarter is None else (5, slice(quarter, None, QUARTERS))
    found = diagnosis.judged(lab, diagnosis.of_made(lab, count, some))
    assert found.counts[Decision.DIAGNOSED] > 0
    assert not found.unexplained


# Answers whose mistake is also computed: its graded cell, its name and variant, and a name or "figures".
COMPARED = {
    "lab1_from_scratch": {
        "wrong/batches_slice_short": ("minibatches", "slice too short", "minibatches 0", "in_order"),
        "wrong/gradient_no_factor": ("gradient", "factor 2 missing", "gradient 0", "gradients"),
        "wrong/train_grads_kept": ("train", "gradients of earlier batches kept", "train 0", "thetas"),
    },
    "lab2_batch_vs_stochastic": {
        "wrong/bgd_b_twice": ("bgd", "b.grad not zeroed", "bgd before", "LOSS_BGD"),
        "wrong/bgd_21": ("bgd", "21 losses", "LOSS_BGD ", "LOSS_BGD"),
        "wrong/growth_all": ("growth", "update with all the points", "", "growth"),
        "wrong/small_gradient_left": ("small", "gradient of an earlier update left", "small ", "LOSS_SMALL"),
    },
    "lab3_dataloader": {
        "wrong/dataset_swapped": ("dataset", "x and y swapped", "wrong/dataset_swapped", "asked_items"),
        "wrong/losses_last": ("losses", "last batch loss", "LOSS_10 before its update", "LOSS_10"),
        "wrong/plot_no_legend": ("loss_plot", "no legend", "never called", "figures"),
        "wrong/plot_twice": ("loss_plot", "one list drawn twice", "LOSS_20", "figures"),
    },
    "lab4_minibatch": {
        "wrong/batch_size_19": ("mini20", "batch size 19", "clean", "LOSS_MINI20"),
        "wrong/forward_of_all_points": ("mini20", "all points at every update", "noisy", "LOSS_MINI20"),
        "wrong/nothing_zeroed": ("mini20", "gradients not zeroed", "clean", "LOSS_MINI20"),
    },
}


def flat(value):
    """All numbers of nested lists."""
    return [number for one in value for number in flat(one)] if isinstance(value, list | tuple) else [value]


@pytest.mark.parametrize("name", COMPARED)
def test_what_is_computed_of_a_mistake_is_what_a_notebook_with_it_holds(name):
    lab, compared = LABS[name], COMPARED[name]
    answers = [answer for answer in corpus.answers(lab) if answer.name in compared]
    assert len(answers) == len(compared)
    cases = list(tried(lab, answers, lambda answer: 0, share=0.9, keep_warm=True))
    assert cases
    values = [values for case in cases for values in (case.released, case.unseen)]
    made = {(m.mistake, m.variant): m for m in computed.made_for(lab, values)}
    runs = [run for case in cases for run in (case.record.released, case.record.unseen)]
    for number, run in enumerate(runs):
        answer = cases[number // 2].answer
        cell, mistake, variant, name = compared[answer.name]
        assert answer.mistake == mistake
        left, kept = made[mistake, variant].left[number], run[cell]
        assert not any(not error.given for error in kept.errors)
        if name == "figures":
            expected = [Figure.model_validate(one) for one in left.figures]
            assert seen(kept.evidence.figures[-1:]) == seen(expected, partial(pytest.approx, rel=1e-3))
        else:
            own, other = (left.probe, kept.probe) if left.probe else (left.names, kept.evidence)
            values = (plain(evidence_of({name: own[name]}).names[name]), plain(other.names[name]))
            assert flat(values[1]) == pytest.approx(flat(values[0]), rel=1e-4, abs=1e-6)


def seen(figures, numbers=list):
    """What graders see of figures: curves without colors, labels, and the legend."""
    return [
        (
            [(numbers(line.x), numbers(line.y), line.label) for line in axes.lines],
            (axes.xlabel, axes.ylabel),
            [row.text for row in axes.legend or []],
        )
        for figure in figures
        for axes in figure.axes
    ]


# Data on which another mistake fits nearly as well as the one made: its name, its variant, and the parameters.
CONFUSED = {
    "lab1_from_scratch": [
        ("bias missing", "gradient 0", (36.58, -8.43, 51686)),
        ("slope never changed", "train 0", (-13.45, -6.1, 634)),
        ("no progress", "train 0", (28.86, -6.07, 56253)),
        ("step size 1", "train 0", (-34.7, -11.0, 19322)),
    ],
    "lab2_batch_vs_stochastic": [
        ("b never updated", "sgd before", (4.98, 0.44, 3403)),
        ("b never updated", "small after", (3.22, 0.34, 21614)),
        ("momentum", "sgd before", (4.18, 0.38, 87854)),
        ("step size too large", "small 0.07", (-4.28, 0.32, 72621)),
        ("update with all the points", "", (-4.63, 0.42, 23092)),
    ],
    "lab3_dataloader": [
        ("w and b never updated", "LOSS_1 before", (-6.06, 0.42, 85740)),
        ("w and b never updated", "LOSS_1 before", (5.94, 0.24, 51686)),
        ("recording starts late", "LOSS_1 ", (5.37, 0.38, 97074)),
    ],
}


@each_lab
def test_computed_mistakes_have_names_of_their_own_and_the_nearest_of_several_is_named(lab):
    confused = CONFUSED.get(lab.name, [])
    values = [dict(zip(lab.parameters, numbers, strict=True)) for *_, numbers in confused] or sets.sets(lab)[:1]
    every = list(computed.made_for(lab, values))
    assert len({(one.cell, one.mistake, one.variant) for one in every}) == len(every)
    made = {(one.mistake, one.variant): one for one in every}
    cases = {number: made[mistake, variant] for number, (mistake, variant, _) in enumerate(confused)}
    verdicts = grade(lab, {str(n): computed.record_of(lab, one, values, n) for n, one in cases.items()})
    told = {number: verdicts[str(number)][one.cell].mistake for number, one in cases.items()}
    assert told == {number: one.mistake for number, one in cases.items()}

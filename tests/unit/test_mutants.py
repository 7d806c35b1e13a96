"""The mutants of right answers: are they what they say, always the same, and does the oracle tell right from wrong?"""

from __future__ import annotations

import math
from collections import Counter
from pathlib import Path

import pytest

from labgrader.evidence import CellEvidence, Evidence, RunRecord
from labgrader.lab import CourseError, Lab, lab_names
from labgrader.prove import sets
from labgrader.prove.mutants import judging
from labgrader.prove.mutants.asked import Asked, exercises
from labgrader.prove.mutants.expressions import OPERATORS
from labgrader.prove.mutants.generate import bases, changes, mutants
from labgrader.prove.mutants.oracle import alike
from labgrader.prove.mutants.scope import Scope
from labgrader.prove.mutants.statements import REARRANGEMENTS

ROOT = Path(__file__).parents[2]
LABS = [Lab(ROOT, name) for name in lab_names(ROOT)]
MAIN = "lab4_minibatch"

LOOP = "for e in range(9):\n    a\n    b\n"
CASES = [
    ("constant", "n = 20", {"n = 21", "n = 19", "n = 40"}),
    ("constant", "r = 0.5", {"r = 1.0", "r = 0.25", "r = 0.05"}),
    ("constant", "f(True)", {"f(False)"}),
    ("constant", "f('x', 'y')", {"f(\"\", 'y')", "f('y', 'y')", "f('x', \"\")", "f('x', 'x')"}),
    ("operator", "a - b", {"a + b"}),
    ("operator", "a += b", {"a -= b"}),
    ("operator", "a < b", {"a <= b"}),
    ("operator", "a = -b", {"a = b"}),
    ("operator", "while not a: b", {"while a: b"}),
    ("name", "w = b = f(w)", {"w = b = f(b)", "b = b = f(w)", "w = w = f(w)"}),
    ("argument", "f(a, b, key=c)", {"f(a, b)", "f(b, a, key=c)"}),
    ("call", "loss.item()", {"loss"}),
    ("call", "float(loss)", {"loss"}),
    ("pair", "x, y = z", {"y, x = z"}),
    ("loop", LOOP, {LOOP.replace("for e", "for _"), LOOP + "    break\n"}),
    ("result", "def f():\n    return a\n", {"def f():\n    return\n", "def f():\n    yield a\n"}),
    ("drop", "a\nb\n", {"a\n", "b\n"}),
    ("drop", "for e in range(9):\n    a\n", {"pass\n", "for e in range(9):\n    pass\n"}),
    ("reset", "given = 1\nown = 1\n", {"own = 1\n"}),
    ("order", "a\nb\nc\n", {"b\na\nc\n", "a\nc\nb\n"}),
    ("twice", "a\nb\n", {"a\na\nb\n", "a\nb\nb\n"}),
    ("dedent", LOOP, {"for e in range(9):\n    a\nb\n", "a\nfor e in range(9):\n    b\n"}),
    ("indent", LOOP + "c\n", {LOOP + "    c\n"}),
    ("indent", "c\n" + LOOP, {"for e in range(9):\n    c\n    a\n    b\n"}),
]


@pytest.mark.parametrize(("operator", "source", "expected"), CASES)
def test_an_operator_makes_just_these_changes(operator, source, expected):
    scope = Scope.of(source, ["given = 0\n"])
    assert {change() for name, _, change in changes(source, scope) if name == operator} == expected


def test_every_operator_has_a_case():
    assert {operator for operator, _, _ in CASES} == {*OPERATORS, *REARRANGEMENTS}


def test_names_of_one_kind_alone_are_mixed_up():
    scope = Scope.of("LOSS = []\nfor x, y in data:\n    LOSS.append(x)\n", ["OTHER = []\nrate = 0.1\ndef f(): pass\n"])
    assert scope.like("LOSS") == ["OTHER"]
    assert scope.like("x") == ["y"]
    assert scope.like("unheard_of") == []


@pytest.fixture(scope="module", params=LABS, ids=lambda lab: lab.name)
def chosen(request) -> tuple:
    lab = request.param
    asked = exercises(lab)
    among = bases(lab, asked.bases)
    return lab, asked, among, mutants(lab, among, asked.wanted)


def test_there_are_many_mutants_of_many_answers_to_every_question(chosen):
    lab, asked, _, found = chosen
    assert len(found) >= (400 if lab.name == MAIN else 150)
    assert len({m.base.name for m in found if m.base.name.startswith("right/")}) >= 10
    assert {m.base.cell for m in found} == {name for one in asked.asked for name in one.answers}
    assert len({m.operator for m in found}) >= len({*OPERATORS, *REARRANGEMENTS}) - 1  # not every lab has functions
    assert max(Counter(m.operator for m in found).values()) < len(found) / 4
    assert len({m.name for m in found}) == len(found)
    assert all(m.diff and m.answer.sources != m.base.sources for m in found)


def test_the_mutants_are_the_same_each_time(chosen):
    lab, asked, among, found = chosen
    if lab is LABS[0]:
        assert mutants(lab, among, asked.wanted) == found


def value(given: object) -> dict:
    """A value as evidence says it."""
    match given:
        case int() | float():
            return {"kind": "float", "value": given}
        case list():
            return {"kind": "list", "length": len(given), "items": [value(item) for item in given]}
    return {"kind": "note", "type": type(given).__name__, "why": "it is odd"}


def seen(figures: list | None = None, *, probe: dict | None = None, **names: object) -> RunRecord:
    """A record of one graded cell, `end`, the same in both runs."""

    def evidence(values: dict, figures: list) -> Evidence:
        return Evidence.model_validate(
            {"version": 1, "names": {name: value(v) for name, v in values.items()}, "figures": figures}
        )

    cell = CellEvidence(
        grade_id="end",
        parameters={},
        evidence=evidence(names, figures or []),
        probe=evidence(probe, []) if probe is not None else None,
    )
    return RunRecord(lab="toy", unseen_set=0, released={"end": cell}, unseen={"end": cell})


LOSSES = [835.28123, 85.5, 5.336, 0.01234]
ASKED = Asked(cell="end", answers=("answer",), names=("losses",))
ROUNDED = ASKED.model_copy(update={"rounded": 2})


@pytest.mark.parametrize(
    ("asked", "own", "same"),
    [
        (ASKED, LOSSES, True),
        (ASKED, [n * 1.00001 for n in LOSSES], True),
        (ASKED, [n * 1.001 for n in LOSSES], False),
        (ASKED, LOSSES[:3], False),
        (ASKED, [[n] for n in LOSSES], False),
        (ASKED, [round(n, 2) for n in LOSSES], False),
        (ROUNDED, [round(n, 2) for n in LOSSES], True),
        (ROUNDED, [round(n, 1) for n in LOSSES], False),
        (ASKED, [*LOSSES[:3], math.nan], False),
        (ASKED, object(), False),
    ],
)
def test_two_lists_are_alike_up_to_what_is_free(asked, own, same):
    assert alike(asked, seen(losses=own), seen(losses=LOSSES)) is same


def test_a_name_that_is_not_there_is_not_alike():
    assert not alike(ASKED, seen(), seen(losses=LOSSES))
    nothing = CellEvidence(grade_id="end", parameters={}, missing="it stopped")
    gone = RunRecord(lab="toy", unseen_set=0, released={"end": nothing}, unseen={"end": nothing})
    assert not alike(ASKED, gone, gone)


def test_what_runs_away_is_compared_up_to_there():
    asked = ASKED.model_copy(update={"beyond": 1e6})
    right = seen(losses=[5.0, 7e6, 3e9])
    assert alike(asked, seen(losses=[5.0, 7.1e6, math.inf]), right)
    assert not alike(asked, seen(losses=[5.0, 9e8, math.inf]), right)
    assert not alike(asked, seen(losses=[5.1, 7e6, 3e9]), right)
    assert not alike(asked, seen(losses=[5.0, 7e6, 3.0]), right)


def test_shuffled_batches_are_alike_in_another_order_that_is_not_the_given_one():
    ordered = [[[1.0, 2.0], [3.0, 4.0]], [[5.0, 6.0]]]
    mixed = [[[5.0, 6.0], [1.0, 2.0]], [[3.0, 4.0]]]
    other = [[[3.0, 4.0]], [[5.0, 6.0], [1.0, 2.0]]]
    asked = Asked(cell="end", answers=("a",), probes=("mixed",), shuffled=("mixed",), in_order="ordered")

    def probed(batches: list) -> RunRecord:
        return seen(probe={"ordered": ordered, "mixed": batches})

    assert alike(asked, probed(other), probed(mixed))
    assert not alike(asked, probed(ordered), probed(mixed))
    assert not alike(asked, probed([mixed[0]]), probed(mixed))
    assert alike(asked, probed([mixed, other]), probed([other, mixed]))
    assert not alike(asked, probed([mixed, mixed]), probed([other, mixed]))


def figure(*curves: tuple[list[float], str], xlabel: str = "epoch", first: float = 0.0) -> list[dict]:
    """One figure, of curves with their names; a curve without a name stands in no legend."""
    look = [{"style": "-", "color": f"C{n}", "marker": ""} for n in range(len(curves))]
    lines = [
        {"x": [first + i for i in range(len(y))], "y": y, "label": name} | look[n] for n, (y, name) in enumerate(curves)
    ]
    legend = [{"text": name} | look[n] for n, (_, name) in enumerate(curves) if name]
    axes = {"title": "", "xlabel": xlabel, "ylabel": "loss", "xscale": "linear", "yscale": "linear", "texts": []}
    return [{"cell": 1, "number": 1, "title": "", "axes": [axes | {"lines": lines, "legend": legend or None}]}]


A, B = [3.0, 2.0, 1.0], [6.0, 2.0, 0.5]
DRAWN = Asked(cell="end", answers=("answer",), curves=("a", "b"))


@pytest.mark.parametrize(
    ("figures", "same"),
    [
        (figure((A, "one"), (B, "two")), True),
        (figure((B, "two"), (A, "one")), True),
        (figure((A, "one"), (B, "two"), first=1.0), True),
        (figure((A, "one"), (B, "two"), ([0.0], "zero")), True),
        (figure((A, "one")) + figure((A, "one"), (B, "two")), True),
        (figure((A, "two"), (B, "one")), False),
        (figure((A, "one"), (B, "")), False),
        (figure((A, "one"), (A, "two")), False),
        (figure((A, "one"), (B, "two"), xlabel=""), False),
        (figure((A, "one"), (B, "two"), first=7.0), False),
        (figure((A, "one")) + figure((B, "two")), False),
        ([], False),
    ],
)
def test_two_graphs_are_alike_when_the_same_names_draw_the_same_lists(figures, same):
    assert alike(DRAWN, seen(figures, a=A, b=B), seen(figure((A, "one"), (B, "two")), a=A, b=B)) is same


def test_what_is_asked_must_cover_the_lab(tmp_path):
    lab = LABS[0]
    copy = Lab(lab.root, lab.name)
    copy.root = tmp_path
    with pytest.raises(CourseError, match=r"asked\.toml: cannot be read"):
        exercises(copy)
    folder = tmp_path / "tests" / "proof" / lab.name
    folder.mkdir(parents=True)
    copy.__dict__.update(source=lab.source)
    (folder / "asked.toml").write_text('wanted = 1\nbases = []\n[[asked]]\ncell = "nowhere"\nanswers = []\n')
    with pytest.raises(CourseError, match="the lab has no nowhere"):
        exercises(copy)
    with pytest.raises(CourseError, match="has no answer right/never"):
        bases(lab, ["right/never"])


@pytest.mark.parametrize("lab", LABS, ids=lambda lab: lab.name)
def test_equal_mutants_meet_only_data_for_which_the_graders_vouch(lab):
    for released, unseen in judging.ROUNDS:
        before = lab.parameters if released is None else lab.unseen.sets[released]
        assert sets.refused(lab, lab.unseen.sets[unseen], before) == ""

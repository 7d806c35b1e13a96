"""Does a grader get numbers or a sentence for the student from whatever a submission reported?"""

import json
import math

import pytest

from labgrader import CellRun, Wrong, evidence
from labgrader.cellrun import as_number, as_numbers, describe
from labgrader.evidence import CellEvidence, RaisedError

NOTE = {"kind": "note", "type": "function", "why": "not a kind of value that is reported"}


def integer(value):
    return {"kind": "int", "value": value}


def real(value):
    return {"kind": "float", "value": value}


def sequence(*items, length=None, kind="list"):
    return {"kind": kind, "length": len(items) if length is None else length, "items": list(items)}


def array(values, shape=None, dtype="float32", kind="tensor"):
    return {"kind": kind, "shape": [len(values)] if shape is None else shape, "dtype": dtype, "values": values}


def read(value):
    return evidence.read(json.dumps({"version": 1, "names": {"x": value}})).names["x"]


def cell_run(names=None, *, epochs=(), figures=(), probe=None, **record):
    """A CellRun over evidence with these names."""
    found = {"version": 1, "names": names or {}, "epochs": list(epochs), "figures": list(figures)}
    probed = None if probe is None else evidence.read(json.dumps({"version": 1, "names": probe}))
    return CellRun(
        CellEvidence(
            grade_id="mini",
            parameters={"SEED": 1},
            evidence=evidence.read(json.dumps(found)),
            probe=probed,
            **record,
        )
    )


@pytest.mark.parametrize(
    ("value", "number"),
    [
        (integer(3), 3),
        (integer(-(10**150)), -1e150),
        (real(2.5), 2.5),
        (real("inf"), math.inf),
        (array([2.0], []), 2),
        (array([2.0], [1, 1]), 2),
        (array([7], [], "int64", "array"), 7),
        (array([1], [], "bool"), None),
        (array([1, 2]), None),
        (array([], [0]), None),
        (array([], [10_000]), None),
        ({"kind": "bool", "value": True}, None),
        ({"kind": "str", "value": "3"}, None),
        ({"kind": "none"}, None),
        (sequence(integer(3)), None),
        (NOTE, None),
    ],
)
def test_is_one_number_recognised_and_nothing_else(value, number):
    assert as_number(read(value)) == number


def test_are_numbers_too_large_for_a_float_infinite():
    assert as_number(read(integer(10**400))) == math.inf
    assert as_number(read(integer(-(10**400)))) == -math.inf


def test_is_nan_a_number():
    assert math.isnan(as_number(read(real("nan"))))
    assert math.isnan(as_numbers(read(sequence(real("nan"))))[0])


@pytest.mark.parametrize(
    ("value", "numbers"),
    [
        (sequence(), []),
        (sequence(integer(1), real(2.5), array([3], [])), [1, 2.5, 3]),
        (sequence(integer(1), kind="tuple"), [1]),
        (array([1, 2]), [1, 2]),
        (array([1, 2], [2, 1]), [1, 2]),
        (array([1, 2], [1, 2, 1], kind="array"), [1, 2]),
        (array([1, 2, 3, 4], [2, 2]), None),
        (array([1], []), None),
        (array([1, 0], dtype="bool"), None),
        (array([], [10_000]), None),
        (sequence(integer(1), length=20), None),
        (sequence(integer(1), {"kind": "str", "value": "2"}), None),
        (sequence(sequence(integer(1))), None),
        ({"kind": "dict", "length": 0, "items": []}, None),
        (integer(1), None),
        (NOTE, None),
    ],
)
def test_is_a_list_of_numbers_recognised_and_nothing_else(value, numbers):
    assert as_numbers(read(value)) == numbers


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (sequence(), "an empty list"),
        (sequence(integer(1), kind="tuple"), "a tuple of 1 items"),
        (array([1, 2], [2, 1]), "a tensor of shape (2, 1)"),
        (array([1], kind="array"), "an array of shape (1,)"),
        ({"kind": "bool", "value": True}, "True"),
        ({"kind": "none"}, "None"),
        (NOTE, "a function"),
        ({"kind": "module", "type": "Linear", "parameters": {}}, "a Linear"),
        ({"kind": "str", "value": ""}, "a str"),
        (real(1), "a number"),
    ],
)
def test_is_a_value_described_in_words(value, words):
    assert describe(read(value)) == words


def test_gives_an_accessor_the_value():
    run = cell_run({"n": integer(3), "xs": array([1, 2])})
    assert (run.value("n").value, run.number("n"), run.numbers("xs")) == (3, 3, [1, 2])
    assert run.parameters == {"SEED": 1}


def test_does_an_accessor_fail_in_the_students_words():
    run = cell_run({"f": NOTE, "s": {"kind": "str", "value": "3"}, "none": {"kind": "none"}})
    for get, name, words in [
        (run.value, "x", "There is no `x` after your cell has run."),
        (run.value, "f", "`f` is a function, which cannot be used here"),
        (run.number, "s", "`s` should be one number, and is a str."),
        (run.numbers, "none", "`none` should be a list of numbers, and is None."),
    ]:
        with pytest.raises(Wrong) as raised:
            get(name)
        assert str(raised.value).startswith(words)


def test_is_a_missing_name_explained_by_what_the_students_cell_raised():
    raised = [
        RaisedError(cell=1, given=False, name="NameError", message="name 'y' is not defined"),
        RaisedError(cell=2, given=True, name="AssertionError", message="visible"),
    ]
    with pytest.raises(Wrong, match="A cell of yours stopped with “NameError: name 'y' is not defined”"):
        cell_run(errors=raised).value("x")


def test_is_missing_evidence_wrong_with_its_reason():
    run = CellRun(CellEvidence(grade_id="mini", parameters={}, missing="Cell 3 stopped Python."))
    for ask in (run.require, lambda: run.value("x"), lambda: run.number("x"), lambda: run.numbers("x")):
        with pytest.raises(Wrong, match="Cell 3 stopped Python"):
            ask()
    assert (run.names, run.probe, run.epochs, run.figures, list(run.modules())) == ({}, {}, [], [], [])
    cell_run().require()


def test_are_epochs_and_figures_of_given_cells_left_out():
    epochs = [{"cell": n, "loader": 1, "batch_size": 5, "batches": [[n]]} for n in (1, 2, 3)]
    figures = [{"cell": n, "number": n, "title": "", "axes": []} for n in (1, 2, 3)]
    run = cell_run(epochs=epochs, figures=figures, given=[2], owners={1: "answer", 2: "data", 3: ""})
    assert [epoch.cell for epoch in run.epochs] == [1, 3]
    assert [figure.cell for figure in run.figures] == [1, 3]
    assert (run.owner(1), run.owner(3), run.owner(99)) == ("answer", "", "")


def test_is_the_probe_kept_apart_from_the_students_names():
    run = cell_run({"probed": integer(1)}, probe={"found": integer(2)})
    assert (list(run.names), list(run.probe)) == (["probed"], ["found"])
    assert cell_run({"probed": integer(1)}).probe == {}


def test_are_modules_found_among_the_names():
    module = {"kind": "module", "type": "Linear", "parameters": {"bias": array([1])}}
    run = cell_run({"n": integer(1), "model": module})
    assert [(name, module.parameters["bias"].values) for name, module in run.modules()] == [("model", [1])]

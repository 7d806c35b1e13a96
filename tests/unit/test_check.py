"""The visible checks: do they let pass what is graded, and say in one sentence what to do about anything else?"""

from __future__ import annotations

import importlib
import math
import sys
from collections.abc import Callable
from types import ModuleType, SimpleNamespace

import numpy as np
import pytest
import torch
from boxes import LISTS, ONE
from selection import LABS

from labgrader import structure
from labgrader.newlab import GIVEN

FOLDER = LABS["lab4_minibatch"].source_path.parent
KINDS = {
    "number": {"number": True},
    "above": {"above": 0},
    "losses": {"losses": 2},
    "graph": {"losses": 2, "graph": True},
    "call": {"call": (1,), "gives": [0, 0]},
    "batches": {"call": (1,), "gives": "batches"},
    "thetas": {"thetas": 2},
    "pairs": {"pairs": True},
}


@pytest.fixture
def module(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The module, as a notebook imports it."""
    monkeypatch.syspath_prepend(str(FOLDER))
    for name in ("check", "boxes"):
        monkeypatch.delitem(sys.modules, name, raising=False)
    return importlib.import_module("check")


@pytest.fixture
def says(module: ModuleType, capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[bool, str]]:
    """Whether a check lets the names of a notebook pass, and what it says."""

    def says(names: dict[str, object], *checked: str, **asked: object) -> tuple[bool, str]:
        scope = {**names, "check": module.check, "checked": checked, "asked": asked}
        try:
            exec("check(*checked, **asked)", scope)
        except AssertionError as error:
            return False, one_sentence(error)
        return True, capsys.readouterr().out

    return says


def one_sentence(error: AssertionError) -> str:
    """What an error says, which is all that is shown of it."""
    shown = error._render_traceback_()
    assert all(len(line) <= 80 for line in shown), "nbgrader cuts longer lines"
    assert " ".join(shown) == str(error)
    assert str(error).endswith(".")
    return str(error)


@pytest.mark.parametrize("name", LABS)
def test_has_each_lab_the_same_check(name):
    lab = LABS[name]
    for path in GIVEN:
        assert lab.files[path.name] == path.read_bytes(), f"copy {path} to source/{name}"
    for cell in lab.source.cells:
        if structure.is_autograded(cell):
            lines = [line for line in cell.source.partition("###")[0].splitlines() if line.strip()]
            assert lines[0].startswith("#")
            assert all(line.startswith("check(") for line in lines[1:]), structure.grade_id(cell)


@pytest.mark.parametrize("name", ONE)
def test_passes_one_number_exactly_if_the_evidence_has_it(says, name):
    make, expected = ONE[name]
    assert says({"answer": make()}, "answer", number=True)[0] == (expected is not None)


@pytest.mark.parametrize("name", LISTS)
def test_passes_a_list_of_numbers_exactly_if_the_evidence_has_it(says, name):
    make, expected = LISTS[name]
    for finite in (False, True):
        passes = bool(expected) and (not finite or all(map(math.isfinite, expected)))
        assert says({"answer": make()}, "answer", losses=2, finite=finite)[0] == passes


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("table", [ONE, LISTS], ids=["one", "several"])
def test_is_every_odd_value_met_with_a_sentence(says, kind, table):
    for name, (make, _) in table.items():
        if not name.startswith(("pandas", "polars")) and "hostile" not in name and "without a list" not in name:
            called = kind in ("call", "batches")
            value = make()
            says(
                {"answer": (lambda _, value=value: value) if called else value, "theta": value}, "answer", **KINDS[kind]
            )


def gradient(x, y, theta):
    return [2 * x, 8]


class Data:
    """A Dataset as it should be."""

    def __len__(self):
        return 3

    def __getitem__(self, index):
        return torch.ones(1), torch.ones(1)


@pytest.mark.parametrize(
    ("value", "asked", "sentence"),
    [
        (None, {"number": True}, "`it` is None: change None to your answer in the cell above, and run it again."),
        ("7", {"number": True}, "`it` is of the type str: write one number, without quotes and brackets."),
        (True, {"number": True}, "`it` is of the type bool: write one number, without quotes and brackets."),
        (-0.5, {"above": 0}, "`it` is -0.5: change it to a number above 0."),
        (math.nan, {"above": 0}, "`it` is nan: change it to a number above 0."),
        ([1.0] * 60, {"losses": 10}, "`it` has 60 values, and the question asks for 10: begin with an empty list, and"),
        ([1.0] * 9_000, {"losses": 10}, "`it` has 9000 values, and the question asks for 10: begin with"),
        (np.ones(30), {"losses": 10}, "`it` has 30 values, and the question asks for 10: begin with"),
        ([], {"losses": 10}, "`it` is empty: append one loss after each epoch"),
        ({}, {"losses": 10}, "`it` is of the type dict, and should be a list of numbers: begin with `it = []`."),
        (
            np.ones((2, 2)),
            {"losses": 2},
            "`it` is of the type ndarray, and should be a list of numbers: begin with `it = []`.",
        ),
        (
            ["1", "2"],
            {"losses": 2},
            "`it` holds something else than numbers: append `loss.item()`, once in each epoch.",
        ),
        ([1.0, math.inf], {"losses": 2}, "`it` has losses that exploded: use the step size `lr`, and set both"),
        ([1.0], {"losses": 2, "graph": True}, "`it` has 1 value, and the question asks for 2: run all cells above,"),
        (5, {"call": (3,), "gives": [0]}, "`it` is of the type int: write a function of this name with `def`."),
        (lambda x: None, {"call": (3,), "gives": [0]}, "`it` gives back nothing: write it in the cell above, and end"),
        (lambda x: x, {"call": (3,), "gives": [0, 0]}, "`it` gives 3: let it return a list of 2 numbers."),
        (gradient, {"call": (3, 7, [2, 1]), "gives": [0, 0]}, "`it(3, 7, [2, 1])` gives [6, 8]: change it so that"),
        (lambda x: [], {"call": (3,), "gives": "batches"}, "`it` gives back no batch: use `yield` for each batch"),
        (
            lambda x: [1, 2],
            {"call": (3,), "gives": "batches"},
            "`it` gives 1 for a batch: make each batch a list of pairs.",
        ),
        ([], {"thetas": 3}, "`it` is empty: write the training loop in the cell above"),
        (
            [[1, 2]] * 15,
            {"thetas": 3},
            "`it` has 15 thetas, and the question asks for 3: append one at the end of each",
        ),
        ([[1, 2]] * 3, {"thetas": 3}, "`it` holds one list many times: append `list(theta)`, and call `minibatches`"),
        (Data, {"pairs": True}, "`it` is a class: make an object of it, as in `it = Data()`."),
        (5, {"pairs": True}, "`it` has no `__len__`: write it in the class, with two underscores on each side."),
        ({}, {"pairs": True}, "`it` is empty: return the number of data points in `__len__`."),
        ([5], {"pairs": True}, "`it[0]` is of the type int: return one x and one y, with a comma between them."),
    ],
)
def test_says_what_to_do_next(says, value, asked, sentence):
    passed, said = says({"it": value, "theta": [1, 2]}, "it", **asked)
    assert not passed
    assert said.startswith(sentence)


@pytest.mark.parametrize(
    ("value", "asked", "words"),
    [
        (np.float32(7), {"number": True}, "it is a number, 7, so it can be graded."),
        (torch.tensor(0.01), {"above": 0}, "it is a number, 0.01, so it can be graded."),
        ({0: 2.0, 1: math.inf}.values(), {"losses": 2, "finite": False}, "it holds 2 losses, the last is inf, so"),
        (
            lambda *a: np.zeros(2),
            {"call": (3, 7, [2, 1]), "gives": [0, 0]},
            "it gives back 2 numbers, so it can be graded.",
        ),
        (
            lambda data: iter([data]),
            {"call": ([(1, 2)],), "gives": "batches"},
            "it gives back:\n[(1, 2)]\nIs that what",
        ),
        ([[1, 2], [3, 4]], {"thetas": 1}, "it holds a theta for each epoch, so it can be graded. theta is now [1, 2]"),
        (Data(), {"pairs": True}, "it has a length and gives pairs, so it can be graded."),
    ],
)
def test_says_what_can_be_graded(says, value, asked, words):
    passed, said = says({"it": value, "theta": [1, 2]}, "it", **asked)
    assert passed, said
    assert said.startswith(words)


def test_is_a_name_that_is_not_there_told_for_each_of_several(says):
    assert says({"a": [1.0]}, "a", "b", losses=1) == (
        False,
        "There is no `b` yet: write it in the cell above, and run that cell.",
    )


def test_is_a_graph_missing_while_the_line_that_keeps_its_place_is_there(says):
    names = {"it": [1.0], "In": ["", "raise NotImplementedError()", "check(…)"]}
    assert says(names, "it", losses=1, graph=True)[1].startswith("Your graph is missing: draw it in the cell above")
    assert says({**names, "In": ["", "plt.plot(it)", "check(…)"]}, "it", losses=1, graph=True)[0]


def test_are_errors_of_the_students_own_left_to_them(says):
    broken = SimpleNamespace(call=lambda x: missing + x)  # noqa: F821
    with pytest.raises(NameError, match="missing"):
        says({"it": broken.call}, "it", call=(1,), gives=[0])
    with pytest.raises(NameError, match="missing"):
        says({"it": type("Own", (Data,), {"__len__": broken.call})()}, "it", pairs=True)

"""Does a snapshot say what a namespace holds, and does nothing in a namespace hurt it?"""

import json
import math
from array import array
from collections import OrderedDict, deque, namedtuple
from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from labgrader import evidence
from labgrader.evidence import Array, Bool, Float, Int, Loader, Mapping, Module, Sequence, Str

DATASET = torch.arange(60)


@pytest.mark.parametrize(
    ("value", "kind"),
    [(True, Bool), (False, Bool), (0, Int), (-(2**500), Int), (1.5, Float), (math.inf, Float), ("é\0\n", Str)],
)
def test_is_a_plain_value_itself(snap, value, kind):
    assert snap(value) == kind(kind=type(value).__name__, value=value)


def test_are_nan_and_none_told_from_everything_else(snap):
    assert math.isnan(snap(math.nan).value)
    assert snap(-math.inf).value == -math.inf
    assert snap(None).kind == "none"


def test_are_containers_reported_with_all_they_hold(snap):
    found = snap({"a": [1, (2.5, None)], 3: "x"})
    assert isinstance(found, Mapping)
    assert [(key.value, value.kind) for key, value in found.items] == [("a", "list"), (3, "str")]
    inner = found.items[0][1]
    assert isinstance(inner, Sequence)
    assert (inner.items[0].value, inner.items[1].kind, inner.items[1].items[0].value) == (1, "tuple", 2.5)


class Numbers(list):
    """A list of a student's own kind."""

    def __len__(self):
        return 0

    def __iter__(self):
        raise AssertionError("nobody may ask a student's own method")


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        (Numbers([1, 2.5]), "list"),
        (namedtuple("Pair", "a b")(1, 2.5), "tuple"),
        (deque([1, 2.5], maxlen=7), "list"),
        (array("d", [1, 2.5]), "list"),
    ],
    ids=lambda value: type(value).__name__,
)
def test_are_other_sequences_reported_as_the_plain_ones(snap, value, kind):
    found = snap(value)
    assert (found.kind, found.length, [item.value for item in found.items]) == (kind, 2, [1, 2.5])
    assert [key.value for key, _ in snap(OrderedDict(a=1)).items] == ["a"]


@pytest.mark.parametrize("value", [Fraction(5, 2), Decimal("2.5")])
def test_are_exact_numbers_reported_as_floats(snap, value):
    assert snap(value) == Float(kind="float", value=2.5)
    assert snap(type(value)(10) ** 400).kind == "note" or math.isinf(snap(type(value)(10) ** 400).value)


@pytest.mark.parametrize("dtype", [np.float64, np.float32, np.float16, np.int8, np.uint64, np.bool_])
@pytest.mark.parametrize("make", [lambda t: np.array([[1, 0, 1]], dtype=t), lambda t: t(1)], ids=["array", "scalar"])
def test_are_numpy_values_reported(snap, dtype, make):
    value = make(dtype)
    assert snap(value) == Array(
        kind="array", shape=list(value.shape), dtype=np.dtype(dtype).name, values=value.astype(float).ravel().tolist()
    )


@pytest.mark.parametrize("dtype", "float64 float32 float16 bfloat16 int64 uint8 bool".split())
@pytest.mark.parametrize("shape", [(), (3,), (3, 1), (2, 3), (0,)])
def test_are_tensors_reported(snap, dtype, shape):
    value = (torch.arange(math.prod(shape)) - 1).reshape(shape).to(getattr(torch, dtype))
    expected = value.double().flatten().tolist()
    assert snap(value) == Array(kind="tensor", shape=list(shape), dtype=dtype, values=expected)


def test_are_non_finite_numbers_in_arrays_kept(snap):
    for values in (torch.tensor([math.nan, math.inf, -math.inf, 1]), np.array([math.nan, math.inf, -math.inf, 1])):
        found = snap(values).values
        assert math.isnan(found[0])
        assert found[1:] == [math.inf, -math.inf, 1]


def test_has_a_scalar_tensor_its_gradient_when_there_is_one(snap):
    w = torch.tensor(-15.0, requires_grad=True)
    fresh, derived = snap(w), snap(w * 2)
    (3 * w).backward()
    assert (fresh.requires_grad, fresh.grad, derived.requires_grad, derived.grad) == (True, None, True, None)
    assert (snap(w).values, snap(w).grad) == ([-15.0], [3.0])
    assert (snap(w.detach()).requires_grad, snap(w.detach()).grad) == (False, None)


def test_are_views_reported_as_they_are_seen(snap):
    assert snap(torch.arange(6).reshape(2, 3).T).values == [0, 3, 1, 4, 2, 5]
    assert snap(np.arange(6).reshape(2, 3).T).values == [0, 3, 1, 4, 2, 5]
    assert snap(torch.tensor([1.0, 2.0]).to_sparse()).values == [1, 2]


def test_has_a_module_its_parameters(snap):
    model = torch.nn.Sequential(torch.nn.Linear(1, 1))
    with torch.no_grad():
        model[0].weight.fill_(-15.0)
        model[0].bias.fill_(-10.0)
    found = snap(model)
    assert isinstance(found, Module)
    assert found.type == "Sequential"
    assert {name: p.values for name, p in found.parameters.items()} == {"0.weight": [-15.0], "0.bias": [-10.0]}


def test_has_a_module_its_parameters_of_a_students_own_class(snap):
    class Mine(torch.nn.Parameter):
        detach = is_complex = numel = None

    model = torch.nn.Linear(1, 1)
    model.weight = Mine(torch.tensor([[-15.0]]))
    found = snap(model)
    assert found.parameters["weight"].values == [-15.0]
    assert found.parameters["weight"].requires_grad


def test_has_a_loader_its_sizes(snap):
    found = snap(torch.utils.data.DataLoader(DATASET, batch_size=7))
    assert found == Loader(kind="loader", number=1, batch_size=7, length=9, dataset_length=60)


def test_is_text_cut_and_made_fit_for_json(snap):
    assert snap("x" * 10_000_000).value == "x" * 2_000
    assert snap("a\ud800b\udfff").value == "a?b?"


def test_do_many_functions_and_huge_lists_not_crowd_out_an_answer(inside, read):
    """A star import brings hundreds of functions; a student may keep a list of everything."""
    namespace = {f"f{i}": print for i in range(5_000)}
    namespace |= {f"history{i}": [float(i)] * 900 for i in range(100)}
    namespace |= {"batches": [[0.5] * 900] * 90, "LOSS": [float(i) for i in range(10)], "X": torch.ones(60, 1)}
    found = read(names=inside.snapshot.names(namespace, lambda loader: 1)).names
    assert [item.value for item in found["LOSS"].items] == list(range(10))
    assert found["X"].values == [1.0] * 60
    assert len(found) == inside.snapshot.MAX_NAMES


def test_are_private_names_modules_and_the_machinery_left_out(inside):
    namespace = {"_": 1, "__name__": "x", "math": math, "In": [], "get_ipython": 1, 5: 1, "x" * 201: 1, "kept": 1}
    assert list(inside.snapshot.names(namespace, None)) == ["kept"]


def test_is_a_list_that_is_too_much_cut_short_and_known_to_be(snap):
    found = snap([[0] * 900] * 900)
    assert (found.length, len(found.items)) == (900, 23)
    assert [item.length for item in found.items] == [900] * 23
    assert len(found.items[0].items) == 900 > len(found.items[-1].items)


plain = st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.binary() | st.complex_numbers()
anything = st.recursive(
    plain, lambda inner: st.lists(inner) | st.tuples(inner) | st.dictionaries(st.text() | st.integers(), inner)
)


@settings(max_examples=60, database=None, deadline=None)
@given(value=anything)
def test_is_every_snapshot_valid_evidence(inside, value):
    report = {"version": 1, "names": inside.snapshot.names({"value": value}, lambda loader: 1)}
    found = evidence.read(json.dumps(report)).names["value"]
    if type(value) in (list, tuple, dict):
        assert found.length == len(found.items) == len(value)

"""Is whatever a namespace holds reported in bounds, without asking it anything?"""

import json
import math
import warnings
from collections import UserList

import numpy as np
import pytest
import torch
from boxes import LISTS

from labgrader.evidence import MAX_BYTES, Array, Note


class Liar:
    """Every question is answered by an exception that `except Exception` does not catch."""

    def _lie(self, *args, **kwargs):
        raise SystemExit("asked")

    __len__ = __iter__ = __eq__ = __hash__ = __repr__ = __str__ = __bool__ = __float__ = __index__ = _lie
    __getattr__ = __getattribute__ = __array__ = __torch_function__ = _lie


class LyingType(type):
    """A class that claims to be every other, and has no name."""

    @property
    def __name__(cls):
        raise KeyboardInterrupt

    def __eq__(cls, other):
        return True

    __hash__ = type.__hash__
    __len__ = __iter__ = __name__


class LyingClass(metaclass=LyingType):
    """Its objects claim to be modules."""

    @property
    def __class__(self):
        return torch.nn.Module


class LyingLoader(torch.utils.data.DataLoader):
    """A loader that cannot be counted, compared or kept in a dict."""

    def __len__(self):
        raise SystemExit

    def __eq__(self, other):  # and with it, no __hash__
        raise SystemExit


class LyingModule(torch.nn.Module):
    """A module that does not list its parts."""

    def named_modules(self, *args, **kwargs):
        raise KeyboardInterrupt


def subclass(kind):
    return type("Sub", (kind,), {name: Liar._lie for name in ("__len__", "__iter__", "__getitem__", "__eq__")})


def itself(container):
    if isinstance(container, np.ndarray):
        container[:] = [container] * len(container)
    else:
        container.append(container) if isinstance(container, list) else container.update(key=container)
    return container


def arrays_in_arrays(depth):
    """A thousand times a thousand times a thousand … numbers."""
    value = np.ones(1_000)
    for _ in range(depth):
        inner, value = value, np.empty(1_000, dtype=object)
        value[:] = [inner] * 1_000
    return value


def odd_mask():
    value = np.ma.array([1.5, 2.0])
    value.__dict__["_mask"] = np.ones(3, dtype=bool)
    return value


def nested(depth):
    value = []
    for _ in range(depth):
        value = [value]
    return value


def quantised():
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return torch.quantize_per_tensor(torch.ones(3), 0.1, 0, torch.qint8)


HOSTILE = {
    "ten million items": (lambda: [0] * 10_000_000, "10000000 items"),
    "the values of a million": (lambda: dict.fromkeys(range(1_000_000)).values(), "1000000 items"),
    "a range without an end": (lambda: range(10**30), "OverflowError"),
    "a dict of a million": (lambda: dict.fromkeys(range(1_000_000)), "1000000 items"),
    "a list in itself": (lambda: itself([]), None),
    "a list of its own kind in itself": (lambda: setattr(u := UserList(), "data", u) or u, "not a kind"),
    "an array in itself": (lambda: itself(np.empty(2, dtype=object)), "dtype object"),
    "arrays in arrays": (lambda: arrays_in_arrays(100), "dtype object"),
    "a dict in itself": (lambda: itself({}), None),
    "a deep list": (lambda: nested(100_000), None),
    "a whole number of a million bits": (lambda: 1 << 1_000_000, None),
    "an object that raises": (Liar, "not a kind"),
    "a list of them": (lambda: [Liar(), Liar()], None),
    "a nameless class": (lambda: LyingClass, "not a kind"),
    "an object of it": (LyingClass, "not a kind"),
    "a generator": (lambda: (i for i in iter(int, 1)), "not a kind"),
    "a set": (lambda: {1}, "not a kind"),
    "a false str": (lambda: subclass(str)(), "not a kind"),
    **{f"a lying {k.__name__}": (lambda k=k: subclass(k)([(1, 2)]), None) for k in (list, dict, tuple)},
    "objects in an array": (lambda: np.array([None, 1]), "dtype object"),
    "a structured array": (lambda: np.zeros(2, dtype=[("a", int)]), "dtype"),
    "dates": (lambda: np.array(["2020-01-01"], dtype="datetime64[D]"), "dtype"),
    "a tensor of a lying class": (lambda: torch.ones(2).as_subclass(subclass(torch.Tensor)), None),
    "a tensor whose numbers are elsewhere": (LISTS["a hostile tensor whose numbers are elsewhere"][0], "not a kind"),
    "complex numbers": (lambda: torch.ones(2, dtype=torch.complex64), "complex"),
    "a tensor without values": (lambda: torch.ones(2, device="meta"), "reading it raised"),
    "quantised numbers": (quantised, None),
    "a tensor of tensors": (lambda: torch.nested.nested_tensor([torch.ones(1)]), None),
    "a tensor whose methods lie": (lambda: setattr(t := torch.ones(2), "detach", Liar._lie) or t, None),
    "a trillion zeros": (lambda: torch.zeros(1).expand(10**12), None),
    "a trillion zeros, masked": (lambda: np.ma.array(np.broadcast_to(np.zeros(1), 10**12), copy=False), None),
    "a mask that does not fit": (lambda: odd_mask(), None),
    "a trillion zeros of numpy": (lambda: np.broadcast_to(np.zeros(1), 10**12), None),
    "sparse and huge": (lambda: torch.sparse_coo_tensor(size=(10**6, 10**6), check_invariants=True), None),
    "a module that raises": (LyingModule, "KeyboardInterrupt"),
    "a module that is not made yet": (lambda: torch.nn.LazyLinear(1), None),
    "a module of complex numbers": (lambda: torch.nn.Linear(1, 1, dtype=torch.complex64), None),
    "a loader that raises": (lambda: LyingLoader([1]), None),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_is_a_hostile_value_a_bounded_note(snap, work, name):
    make, why = HOSTILE[name]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # torch says that some of these are unusual
        value = make()
        found, calls = work(lambda: snap(value))
    assert calls < 1_000
    assert len(found.model_dump_json()) < 10_000
    if why is not None:
        assert isinstance(found, Note)
        assert why in found.why
    if name.startswith("a lying"):
        assert found.length == 1  # read past its own methods
    if name == "a tensor whose methods lie":
        assert found.values == [1, 1]
    if "trillion" in name or "sparse" in name:
        assert isinstance(found, Array)
        assert (math.prod(found.shape), found.values) == (10**12, [])


def test_do_what_contains_itself_and_what_is_nested_too_deep_end_in_a_note(snap):
    assert snap(itself([])).items[0].why == "contains itself"
    assert snap(itself({})).items[0][1].why == "contains itself"
    same = [1]
    assert [item.items[0].value for item in snap([same, same]).items] == [1, 1]
    found = snap(nested(9))
    for _ in range(4):
        found = found.items[0]
    assert "deep" in found.why


CROWDS = {
    "texts": lambda: ["\0" * 10_000] * 1_000,
    "whole numbers": lambda: [1 << 511] * 1_000,
    "notes": lambda: [type("é" * 10_000, (), {})()] * 1_000,
    "lists of lists": lambda: [[[[]] * 1_000] * 1_000] * 1_000,
    "floats": lambda: [-math.pi * 1e-300] * 1_000,
    "objects": lambda: np.array([-math.pi * 1e-300] * 1_000, dtype=object),
    "values of a dict": lambda: dict.fromkeys(range(1_000), -math.pi * 1e-300).values(),
    "tensors": lambda: torch.full((1_000,), -math.pi * 1e-300, dtype=torch.float64),
}


@pytest.mark.parametrize("crowd", CROWDS)
def test_is_a_crowd_of_values_bounded_in_size_and_work(inside, read, work, crowd):
    value = CROWDS[crowd]()
    namespace = {"é" * 190 + str(i): value for i in range(10_000)}
    found, calls = work(lambda: inside.snapshot.names(namespace, lambda loader: 1))
    assert calls < 3_000_000
    assert len(json.dumps(found, ensure_ascii=False)) < MAX_BYTES / 2
    assert len(read(names=found).names) == inside.snapshot.MAX_NAMES

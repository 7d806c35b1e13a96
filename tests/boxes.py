"""What people keep numbers in. The visible checks and the evidence must read each of these the same."""

from __future__ import annotations

import importlib
import math
from array import array
from collections import Counter, OrderedDict, UserDict, UserList, defaultdict, deque, namedtuple
from decimal import Decimal
from enum import IntEnum
from fractions import Fraction
from types import MappingProxyType, SimpleNamespace

import numpy as np
import pytest
import torch

METHODS = (
    "__len__ __iter__ __getitem__ __eq__ __bool__ __repr__ __str__ __float__ __int__ __index__ __array__ __format__ "
    "__array_finalize__ __array_ufunc__ __array_function__ __getattr__ __getattribute__ __dict__ __class__ __reduce__ "
    "data values tolist item view reshape astype dtype shape size mask _mask filled numerator denominator "
    "__torch_function__ detach cpu to numel dim numpy is_complex layout requires_grad grad is_leaf as_subclass"
).split()


class Asked(BaseException):
    """A method of a student's own was called."""


def own(kind: type, value, **more) -> object:
    """A value of a student's own kind, all of whose methods raise."""

    def ask(self, *args, **kwargs):
        raise Asked

    made = type("Own", (kind,), {})
    if issubclass(kind, np.ndarray):
        found = np.asarray(value).view(made)
    else:
        found = torch.tensor(value).as_subclass(made) if issubclass(kind, torch.Tensor) else made(value)
    for name in METHODS:
        if name not in ("__dict__", "__class__"):
            setattr(made, name, ask)
    return found


class Level(IntEnum):
    """Whole numbers with names."""

    LOW = 1
    HIGH = 2


class Loss(float):
    """A number that is shown otherwise."""

    def __float__(self) -> float:
        return 7.0


class Floating:
    """Something that can be made a number, by a method of its own."""

    def __float__(self) -> float:
        return 1.5


class Batch(torch.Tensor):
    """A tensor with a class of its own, as data sets have."""


class Elsewhere(torch.Tensor):
    """A tensor whose numbers only its own code knows."""

    @classmethod
    def __torch_dispatch__(cls, function, types, args=(), kwargs=None):
        raise Asked


def _batch(value, kind: type = Batch) -> torch.Tensor:
    return torch.tensor(value).as_subclass(kind)


def _elsewhere(*shape: int) -> torch.Tensor:
    return torch.Tensor._make_wrapper_subclass(Elsewhere, shape)


def _values(kind: type, *more) -> object:
    return kind(*more, {"a": 1.5, "b": 2.0}).values()


def _objects(*items, shape=None) -> np.ndarray:
    found = np.empty(len(items), dtype=object)
    found[:] = items
    return found if shape is None else found.reshape(shape)


def _gradient(*numbers: float) -> torch.Tensor:
    return torch.tensor(numbers, requires_grad=True) * 1


ONE = {
    "a float": (lambda: 1.5, 1.5),
    "a whole number": (lambda: 3, 3.0),
    "a huge whole number": (lambda: 1 << 600, float(1 << 600)),
    "a whole number larger than any float": (lambda: -(10**400), -math.inf),
    "inf": (lambda: math.inf, math.inf),
    "a Fraction": (lambda: Fraction(3, 2), 1.5),
    "a Decimal": (lambda: Decimal("1.5"), 1.5),
    "a subclass of float": (lambda: Loss(1.5), 1.5),
    "a hostile float": (lambda: own(float, 1.5), 1.5),
    "a hostile int": (lambda: own(int, 3), 3.0),
    "an IntEnum": (lambda: Level.HIGH, 2.0),
    "a float64": (lambda: np.float64(1.5), 1.5),
    "a float16": (lambda: np.float16(1.5), 1.5),
    "a longdouble": (lambda: np.longdouble(1.5), 1.5),
    "a uint8": (lambda: np.uint8(3), 3.0),
    "a hostile float64": (lambda: own(np.float64, 1.5), 1.5),
    "a hostile float32": (lambda: own(np.float32, 1.5), 1.5),
    "an array of no dimension": (lambda: np.array(1.5), 1.5),
    "an array of one number": (lambda: np.array([[1.5]]), 1.5),
    "an object array of one number": (lambda: np.array([1.5], dtype=object), 1.5),
    "an object array of no dimension": (lambda: np.array(Fraction(3, 2), dtype=object), 1.5),
    "a matrix of one number": (lambda: np.array([[1.5]]).view(np.matrix), 1.5),
    "a masked array of one number": (lambda: np.ma.array([1.5]), 1.5),
    "a hostile array of one number": (lambda: own(np.ndarray, [1.5]), 1.5),
    "a tensor": (lambda: torch.tensor(1.5), 1.5),
    "a tensor of one number": (lambda: torch.tensor([[1.5]]), 1.5),
    "a tensor with gradient": (lambda: _gradient(1.5), 1.5),
    "a parameter": (lambda: torch.nn.Parameter(torch.tensor(1.5)), 1.5),
    "a buffer": (lambda: torch.nn.Buffer(torch.tensor(1.5)), 1.5),
    "a subclass of Tensor": (lambda: _batch([1.5]), 1.5),
    "a subclass of Tensor with gradient": (lambda: _batch(1.5).requires_grad_() * 1, 1.5),
    "a hostile tensor": (lambda: own(torch.Tensor, 1.5), 1.5),
    "a subclass of Parameter": (lambda: type("Mine", (torch.nn.Parameter,), {})(torch.tensor(1.5)), 1.5),
    "a hostile parameter": (lambda: own(torch.nn.Parameter, [1.5]), 1.5),
    "a parameter of a subclass of Tensor": (lambda: torch.nn.Parameter(_batch(1.5)), 1.5),
    "a tensor of bfloat16": (lambda: torch.tensor(1.5, dtype=torch.bfloat16), 1.5),
    "None": (lambda: None, None),
    "True": (lambda: True, None),
    "a bool of numpy": (lambda: np.bool_(True), None),
    "a tensor of bool": (lambda: torch.tensor([True]), None),
    "a text": (lambda: "1.5", None),
    "a text in an array": (lambda: np.array(["1.5"]), None),
    "a bool in an object array": (lambda: np.array([True], dtype=object), None),
    "a complex number": (lambda: 1.5 + 0j, None),
    "a complex number of numpy": (lambda: np.complex128(1.5), None),
    "a subclass of Tensor of bool": (lambda: _batch(True), None),
    "a complex subclass of Tensor": (lambda: _batch(1.5 + 0j), None),
    "a hostile tensor whose numbers are elsewhere": (_elsewhere, None),
    "a complex tensor": (lambda: torch.tensor(1.5 + 0j), None),
    "a list of one number": (lambda: [1.5], None),
    "a dict of one number": (lambda: {0: 1.5}, None),
    "two numbers": (lambda: np.array([1.5, 2.0]), None),
    "no number": (lambda: torch.ones(0), None),
    "a date": (lambda: np.datetime64("2020-01-01"), None),
    "an object with __float__": (Floating, None),
    "a function": (lambda: math.sqrt, None),
    "a type": (lambda: float, None),
    "a tensor without values": (lambda: torch.ones(1, device="meta"), None),
}

TWO = {
    "a list": (lambda: [1.5, 2], True),
    "a tuple": (lambda: (1.5, 2.0), True),
    "a namedtuple": (lambda: namedtuple("Pair", "a b")(1.5, 2.0), True),
    "a hostile list": (lambda: own(list, [1.5, 2.0]), True),
    "a hostile tuple": (lambda: own(tuple, (1.5, 2.0)), True),
    "a deque": (lambda: deque([1.5, 2.0], maxlen=5), True),
    "a hostile deque": (lambda: own(deque, [1.5, 2.0]), True),
    "an array.array": (lambda: array("d", [1.5, 2.0]), True),
    "a UserList": (lambda: UserList([1.5, 2.0]), True),
    "a hostile UserList": (lambda: own(UserList, [1.5, 2.0]), True),
    "the values of a dict": (lambda: _values(dict), True),
    "the values of an OrderedDict": (lambda: _values(OrderedDict), True),
    "the values of a defaultdict": (lambda: _values(defaultdict, list), True),
    "the values of a Counter": (lambda: _values(Counter), True),
    "the values of a hostile dict": (lambda: dict.values(own(dict, {"a": 1.5, "b": 2.0})), True),
    "the keys of a dict": (lambda: {1.5: "a", 2.0: "b"}.keys(), True),
    "numbers of all kinds": (lambda: [Loss(1.5), torch.tensor([[2.0]])], True),
    "tensors with gradient": (lambda: [_gradient(1.5), torch.tensor(2.0, requires_grad=True)], True),
    "arrays of one number": (lambda: [np.array([1.5]), np.ma.array([[2.0]])], True),
    "exact numbers": (lambda: [Fraction(3, 2), Decimal(2)], True),
    "an array": (lambda: np.array([1.5, 2.0]), True),
    "an array of float16": (lambda: np.array([1.5, 2.0], dtype=np.float16), True),
    "a column": (lambda: np.array([[1.5], [2.0]]), True),
    "an array that is read backwards": (lambda: np.array([2.0, 9.0, 1.5])[::-2], True),
    "an object array": (lambda: np.array([1.5, 2.0], dtype=object), True),
    "an object column": (lambda: _objects(1.5, 2, shape=(2, 1)), True),
    "an object array of tensors": (lambda: _objects(torch.tensor(1.5), torch.tensor([2.0])), True),
    "an object array of hostile numbers": (lambda: _objects(own(float, 1.5), own(int, 2)), True),
    "a matrix": (lambda: np.array([[1.5, 2.0]]).view(np.matrix), True),
    "a recarray of floats": (lambda: np.array([1.5, 2.0]).view(np.recarray), True),
    "a masked array": (lambda: np.ma.array([1.5, 2.0]), True),
    "a masked array in which nothing is masked": (lambda: np.ma.array([1.5, 2.0], mask=[0, 0]), True),
    "a masked object array": (lambda: np.ma.array([1.5, 2.0], dtype=object), True),
    "a hostile array": (lambda: own(np.ndarray, [1.5, 2.0]), True),
    "a hostile masked array": (lambda: own(np.ma.MaskedArray, [1.5, 2.0]), True),
    "a tensor": (lambda: torch.tensor([1.5, 2.0]), True),
    "a column with gradient": (lambda: _gradient(1.5, 2.0).view(-1, 1), True),
    "a parameter": (lambda: torch.nn.Parameter(torch.tensor([1.5, 2.0])), True),
    "a subclass of Tensor": (lambda: _batch([1.5, 2.0]), True),
    "a column of a subclass of Tensor": (lambda: _batch([[1.5], [2.0]]), True),
    "a hostile tensor": (lambda: own(torch.Tensor, [1.5, 2.0]), True),
    "a hostile parameter": (lambda: own(torch.nn.Parameter, [1.5, 2.0]), True),
    "hostile tensors in a list": (lambda: [_batch(1.5), own(torch.Tensor, [2.0])], True),
    "a table of a subclass of Tensor": (lambda: _batch([[1.5, 2.0], [1.5, 2.0]]), None),
    "a hostile tensor whose numbers are elsewhere": (lambda: _elsewhere(2), None),
    "a sparse tensor": (lambda: torch.tensor([1.5, 2.0]).to_sparse(), True),
    "the odd numbers of a range": (lambda: range(1, 5, 2), [1.0, 3.0]),
    "a masked number": (lambda: np.ma.array([1.5, 2.0], mask=[0, 1]), [1.5, math.nan]),
    "a masked whole number": (lambda: np.ma.array([1, 2], mask=[1, 0]), [math.nan, 2.0]),
    "the masked constant": (lambda: [1.5, np.ma.masked], [1.5, math.nan]),
    "an empty list": (list, []),
    "an empty array": (lambda: np.array([]), []),
    "the values of an empty dict": (lambda: {}.values(), []),
    "a dict": (lambda: {0: 1.5, 1: 2.0}, None),
    "the items of a dict": (lambda: {0: 1.5, 1: 2.0}.items(), None),
    "a set": (lambda: {1.5, 2.0}, None),
    "a generator": (lambda: (number for number in (1.5, 2.0)), None),
    "a map": (lambda: map(float, "12"), None),
    "a UserDict": (lambda: UserDict({0: 1.5}), None),
    "a mappingproxy": (lambda: MappingProxyType({0: 1.5}), None),
    "a namespace": (lambda: SimpleNamespace(data=[1.5, 2.0]), None),
    "texts": (lambda: ["1.5", "2.0"], None),
    "texts in an object array": (lambda: np.array(["1.5", 2.0], dtype=object), None),
    "bools": (lambda: [True, False], None),
    "bools in an array": (lambda: np.array([True, False]), None),
    "a None in it": (lambda: [1.5, None], None),
    "lists in it": (lambda: [[1.5], [2.0]], None),
    "arrays in an object array": (lambda: _objects(np.array([1.5]), np.array([2.0])), None),
    "a table": (lambda: np.ones((2, 2)), None),
    "an array of no dimension": (lambda: np.array(1.5), None),
    "a structured array": (lambda: np.zeros(2, dtype=[("a", float)]), None),
    "complex numbers": (lambda: torch.ones(2, dtype=torch.complex64), None),
    "one number": (lambda: 1.5, None),
    "a text": (lambda: "12", None),
    "bytes": (lambda: b"12", None),
    "None": (lambda: None, None),
    "more than can be read": (lambda: [1.5] * 5_000, None),
    "an object array of more than can be read": (lambda: np.ones(5_000, dtype=object), None),
    "a UserList without a list": (lambda: setattr(made := UserList(), "data", Floating()) or made, None),
    "an object with __float__ in it": (lambda: [Floating(), 2.0], None),
}

TABLES = {
    "pandas": {
        "a Series": (lambda p: p.Series([1.5, 2.0]), True),
        "a Series of whole numbers": (lambda p: p.Series([1, 2]), [1.0, 2.0]),
        "a Series of objects": (lambda p: p.Series([1.5, 2.0], dtype=object), True),
        "a Series that may have gaps": (lambda p: p.Series([1.5, 2.0], dtype="Float64"), True),
        "a column of a table": (lambda p: p.DataFrame({"loss": [1.5, 2.0]})["loss"], True),
        "an Index": (lambda p: p.Index([1.5, 2.0]), True),
        "a RangeIndex": (lambda p: p.RangeIndex(2), [0.0, 1.0]),
        "a list of numbers of a Series": (lambda p: list(p.Series([1.5, 2.0])), True),
        "a Series of texts": (lambda p: p.Series(["1.5", "2.0"]), None),
        "a Series of bools": (lambda p: p.Series([True, False]), None),
        "dates": (lambda p: p.Series(p.to_datetime(["2020-01-01"])), None),
        "a table": (lambda p: p.DataFrame({"loss": [1.5, 2.0]}), None),
        "a trillion": (lambda p: p.RangeIndex(10**12), None),
    },
    "polars": {
        "a Series": (lambda p: p.Series([1.5, 2.0]), True),
        "a Series with a name": (lambda p: p.Series("loss", [1.5, 2.0], dtype=p.Float32), True),
        "a Series of whole numbers": (lambda p: p.Series([1, 2]), [1.0, 2.0]),
        "a Series of texts": (lambda p: p.Series(["1.5", "2.0"]), None),
        "a Series of lists": (lambda p: p.Series([[1.5], [2.0]]), None),
        "a Series with a gap": (lambda p: p.Series([1.5, None]), None),
        "more than can be read": (lambda p: p.Series([1.5] * 5_000), None),
    },
}


def _of(library: str, make) -> object:
    pytest.importorskip(library)
    return make(importlib.import_module(library))


LISTS = {
    **{name: (make, [1.5, 2.0] if found is True else found) for name, (make, found) in TWO.items()},
    **{
        f"{library}: {name}": (
            lambda library=library, make=make: _of(library, make),
            [1.5, 2.0] if found is True else found,
        )
        for library, table in TABLES.items()
        for name, (make, found) in table.items()
    },
}

"""The state of a namespace as bounded, JSON-ready data; the schema is `labgrader/evidence.py`.

Nothing in here may fail, hang or grow, whatever object it meets: types are compared with `type(x) is`, so that a
student's `__len__` or `__eq__` is never called, and a budget bounds the number of values of one snapshot.
"""

from __future__ import annotations

import math
import sys
from itertools import islice

MAX_NAMES = 300
MAX_ITEMS = 1_000  # of one list, tuple, dict or array
MAX_VALUES = 20_000  # of one snapshot
MAX_DEPTH = 4
MAX_TEXT = 2_000
MAX_BITS = 512

# Names that IPython keeps in a namespace; they are not the student's.
MACHINERY = {"In", "Out", "exit", "quit", "get_ipython", "open"}


class Budget:
    """What a snapshot may still report, and the containers that are being reported."""

    def __init__(self, values: int = MAX_VALUES) -> None:
        self.values = values
        self.open: set[int] = set()

    def spend(self, count: int) -> bool:
        self.values -= count
        return self.values >= 0


def names(namespace: dict, loader_number) -> dict:
    """The student's names and their values; modules, private names and IPython's own are left out."""
    budget = Budget()
    found = {}
    for name, value in list(namespace.items()):
        if type(name) is not str or name.startswith("_") or name in MACHINERY or len(name) > 200:
            continue
        if type(value) is type(sys):
            continue
        if len(found) >= MAX_NAMES:
            break
        found[text(name)] = describe(value, budget, loader_number)
    return found


def describe(value, budget: Budget, loader_number, depth: int = 0) -> dict:
    """One value as data; a note when it is not one of the known kinds, too large, too deep, or hostile."""
    try:
        if not budget.spend(1):
            return note(value, "too many values in one notebook")
        return _describe(value, budget, loader_number, depth)
    except BaseException as error:  # a student's object may raise anything, KeyboardInterrupt included
        return note(value, f"reading it raised {type(error).__name__}")


def _describe(value, budget, loader_number, depth) -> dict:
    kind = type(value)
    if value is None:
        return {"kind": "none"}
    if kind is bool:
        return {"kind": "bool", "value": value}
    if kind is int:
        if value.bit_length() > MAX_BITS:
            return note(value, f"a whole number of {value.bit_length()} bits")
        return {"kind": "int", "value": value}
    if kind is float:
        return {"kind": "float", "value": number(value)}
    if kind is str:
        return {"kind": "str", "value": text(value)}
    if kind in (list, tuple, dict):
        return _container(value, kind, budget, loader_number, depth)
    numpy, torch = sys.modules.get("numpy"), sys.modules.get("torch")
    if numpy is not None and (kind is numpy.ndarray or isinstance(value, numpy.generic)):
        return array(numpy.asarray(value), "array", budget)
    if torch is not None:
        if kind in (torch.Tensor, torch.nn.Parameter):
            return tensor(value, budget)
        if isinstance(value, torch.nn.Module):
            parameters = islice(torch.nn.Module.named_parameters(value), 50)
            return {
                "kind": "module",
                "type": text(kind.__name__, 200),
                "parameters": {text(name, 200): tensor(p, budget) for name, p in parameters},
            }
        if isinstance(value, torch.utils.data.DataLoader):
            return loader(value, loader_number(value))
    return note(value, "not a kind of value that is reported")


def _container(value, kind, budget, loader_number, depth) -> dict:
    length = kind.__len__(value)
    if depth >= MAX_DEPTH:
        return note(value, f"nested more than {MAX_DEPTH} deep")
    if id(value) in budget.open:
        return note(value, "contains itself")
    if length > MAX_ITEMS:
        return note(value, f"too long: {length} items")
    budget.open.add(id(value))
    try:
        if kind is dict:
            pairs = list(islice(dict.items(value), MAX_ITEMS))
            items = [[describe(part, budget, loader_number, depth + 1) for part in pair] for pair in pairs]
        else:
            items = [
                describe(item, budget, loader_number, depth + 1) for item in islice(kind.__iter__(value), MAX_ITEMS)
            ]
    finally:
        budget.open.discard(id(value))
    return {"kind": kind.__name__, "length": length, "items": items}


def tensor(value, budget: Budget) -> dict:
    """A torch tensor: shape, dtype, values, and its gradient when it has one."""
    torch = sys.modules["torch"]
    plain = value.detach().cpu().to_dense() if value.layout is not torch.strided else value.detach().cpu()
    plain = plain.resolve_conj().resolve_neg()
    dtype = str(value.dtype).removeprefix("torch.")
    if plain.is_complex():
        return note(value, "complex numbers")
    report = array(plain.to(torch.float64).numpy(), "tensor", budget)
    if report["kind"] == "note":
        return report
    report |= {"dtype": dtype, "requires_grad": bool(value.requires_grad)}
    grad = value.grad if value.is_leaf else None
    if grad is not None and budget.spend(grad.numel()) and grad.numel() <= MAX_ITEMS:
        report["grad"] = [number(v) for v in grad.detach().cpu().to(torch.float64).reshape(-1).tolist()]
    return report


def array(value, kind: str, budget: Budget) -> dict:
    """A numpy array: shape, dtype and, unless it is too large, its values."""
    numpy = sys.modules["numpy"]
    if value.dtype.kind not in "biuf":
        return note(value, f"an array of dtype {value.dtype}")
    fits = value.size <= MAX_ITEMS and budget.spend(int(value.size))
    values = numpy.asarray(value, dtype=float).reshape(-1).tolist() if fits else []
    return {
        "kind": kind,
        "shape": [int(n) for n in value.shape],
        "dtype": str(value.dtype),
        "values": [number(v) for v in values],
    }


def loader(value, loader_number: int) -> dict:
    """A DataLoader's settings."""
    return {
        "kind": "loader",
        "number": loader_number,
        "batch_size": size(lambda: value.batch_size),
        "length": size(lambda: len(value)),
        "dataset_length": size(lambda: len(value.dataset)),
    }


def size(get) -> int | None:
    """A count that an object of the student's may know, or not, or lie about."""
    try:
        found = get()
    except Exception:
        return None
    return found if type(found) is int and 0 <= found < 2**53 else None


def note(value, why: str) -> dict:
    """In the place of a value that is not reported."""
    return {"kind": "note", "type": text(type(value).__name__, 200), "why": text(why)}


def number(value: float) -> float | str:
    """A float that JSON can carry."""
    value = float(value)
    return value if math.isfinite(value) else ("nan" if math.isnan(value) else "inf" if value > 0 else "-inf")


def text(value: str, limit: int = MAX_TEXT) -> str:
    """Text that UTF-8 can carry, cut to a length."""
    return str.__getitem__(value, slice(limit)).encode("utf-8", "replace").decode("utf-8")

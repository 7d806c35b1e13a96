"""The state of a namespace as bounded, JSON-ready data; the schema is `labgrader/evidence.py`.

Nothing in here may fail, hang or grow, whatever object it meets: types are compared with `type(x) is`, so that a
student's `__len__` or `__eq__` is never called, and a budget bounds the values and the text of one snapshot.
"""

from __future__ import annotations

import json
import math
import sys
from itertools import islice

from .boxes import MOST, container, is_array, plain, values
from .plain import MAX_TEXT, is_one, note, number, size, text, type_name

MAX_NAMES = 300
MAX_ITEMS = MOST  # of one list, tuple, dict or array
MAX_VALUES = 20_000  # of one snapshot
MAX_CHARACTERS = 1_500_000  # of one snapshot's JSON
MAX_DEPTH = 4
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
        return self.left

    @property
    def left(self) -> bool:
        return self.values >= 0


def names(namespace: dict, loader_number) -> dict:
    """The student's names and their values; modules, private names and IPython's own are left out.

    Small values are taken first: neither huge ones nor the functions of a star import crowd out the rest.
    """
    budget = Budget()
    candidates = {
        name: value
        for name, value in list(namespace.items())
        if type(name) is str
        and not name.startswith("_")
        and name not in MACHINERY
        and len(name) <= 200
        and type(value) is not type(sys)
    }
    found = {}
    characters = 0
    for name in sorted(candidates, key=lambda name: _extent(candidates[name]))[:MAX_NAMES]:
        report = describe(candidates[name], budget, loader_number)
        length = len(json.dumps(report, ensure_ascii=False))
        if characters + length > MAX_CHARACTERS:
            report = note(candidates[name], "too large")
        else:
            characters += length
        found[name] = report
    return {text(name): found[name] for name in candidates if name in found}


def _extent(value, depth: int = 0) -> float:
    """About how many values there are in it, by which names are sorted; infinite for what is not reported."""
    torch = sys.modules.get("torch")
    try:
        value = plain(value)
        kind = type(value)
        if kind is str:
            return 1 + len(value) / 50
        if base := container(kind):
            first = next(iter(dict.values(value)) if base is dict else base.__iter__(value), None)
            return 1 + base.__len__(value) * (_extent(first, depth + 1) if depth < MAX_DEPTH else 1)
        if is_array(value):
            return math.prod(value.shape)
        if is_one(kind, type(None), bool, int, float):
            return 1
        reported = torch is not None and issubclass(kind, (torch.nn.Module, torch.utils.data.DataLoader))
        return 1 if reported else math.inf
    except BaseException:  # a nested tensor, a dict that another thread changes
        return math.inf


def describe(value, budget: Budget, loader_number, depth: int = 0) -> dict:
    """One value as data; a note when it is not one of the known kinds, too large, too deep, or hostile."""
    try:
        if not budget.spend(1):
            return note(value, "too many values in one notebook")
        return _describe(value, budget, loader_number, depth)
    except BaseException as error:  # a student's object may raise anything, KeyboardInterrupt included
        return note(value, f"reading it raised {type_name(type(error))}")


def _describe(value, budget, loader_number, depth) -> dict:
    value = plain(value)
    kind = type(value)
    if value is None:
        return {"kind": "none"}
    if kind is bool:
        return {"kind": "bool", "value": value}
    if kind is int and value.bit_length() <= MAX_BITS:
        budget.spend(value.bit_length() // 64)
        return {"kind": "int", "value": value}
    if is_one(kind, int, float):
        return {"kind": "float", "value": number(value)}
    if kind is str:
        budget.spend(min(len(value), MAX_TEXT) // 50)
        return {"kind": "str", "value": text(value)}
    if base := container(kind):
        return _container(value, base, budget, loader_number, depth)
    numpy, torch = sys.modules.get("numpy"), sys.modules.get("torch")
    if numpy is not None and kind is numpy.ndarray:
        return array(value, budget)
    if is_array(value):
        return tensor(value, budget)
    if torch is not None:
        if issubclass(kind, torch.nn.Module):
            parameters = islice(torch.nn.Module.named_parameters(value), 50)
            reports = {text(name, 200): describe(p, budget, loader_number) for name, p in parameters}
            return {
                "kind": "module",
                "type": type_name(kind),
                "parameters": {name: report for name, report in reports.items() if report["kind"] == "tensor"},
            }
        if issubclass(kind, torch.utils.data.DataLoader):
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
    items = []
    try:
        for item in list(islice(dict.items(value) if kind is dict else kind.__iter__(value), MAX_ITEMS)):
            if not budget.left:
                break
            parts = [describe(part, budget, loader_number, depth + 1) for part in (item if kind is dict else [item])]
            items.append(parts if kind is dict else parts[0])
    finally:
        budget.open.discard(id(value))
    name = kind.__name__ if is_one(kind, list, tuple, dict) else "list"
    return {"kind": name, "length": length, "items": items}


def tensor(value, budget: Budget) -> dict:
    """A torch tensor: shape, dtype, values unless it is too large, and its gradient when it has one."""
    torch = sys.modules["torch"]
    if torch.Tensor.is_complex(value):
        return note(value, "complex numbers")
    # Counted before anything is converted: a sparse or expanded tensor may be far larger than its memory.
    count = torch.Tensor.numel(value)
    report = {
        "kind": "tensor",
        "shape": [int(n) for n in value.shape],
        "dtype": str(value.dtype).removeprefix("torch."),
        "values": _sent(values(value)) if count <= MAX_ITEMS and budget.spend(count) else [],
        "requires_grad": bool(value.requires_grad),
    }
    grad = value.grad if value.is_leaf else None
    if type(grad) is torch.Tensor and count <= MAX_ITEMS and budget.spend(count):
        report["grad"] = _sent(values(grad))
    return report


def array(value, budget: Budget) -> dict:
    """A numpy array: shape, dtype and, unless it is too large, its values."""
    fits = value.size <= MAX_ITEMS and budget.spend(int(value.size))
    found = values(value) if fits else []
    if found is None or value.dtype.kind not in "biufO":
        return note(value, f"an array of dtype {value.dtype}")
    return {
        "kind": "array",
        "shape": [int(n) for n in value.shape],
        "dtype": str(value.dtype),
        "values": _sent(found),
    }


def _sent(values: list) -> list:
    return [number(value) for value in values]


def loader(value, loader_number: int) -> dict:
    """A DataLoader's settings."""
    return {
        "kind": "loader",
        "number": loader_number,
        "batch_size": size(lambda: value.batch_size),
        "length": size(lambda: len(value)),
        "dataset_length": size(lambda: len(value.dataset)),
    }

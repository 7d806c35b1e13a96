"""Values as evidence shows them, for what is computed and not reported by a kernel."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import torch

from labgrader import evidence
from labgrader.evidence import Evidence


def evidence_of(names: Mapping[str, Any], figures: Sequence[Mapping] = (), epochs: Sequence[Mapping] = ()) -> Evidence:
    """The evidence of a namespace, of what was drawn, and of the passes over DataLoaders.

    Raises:
        TypeError: evidence shows a value in a way that is not known here.
    """
    shown = {name: _value(value) for name, value in names.items()}
    found = {"version": evidence.VERSION, "names": shown, "figures": list(figures), "epochs": list(epochs)}
    return Evidence.model_validate(found)


def _value(value: Any) -> dict[str, Any]:
    """A value, before it is validated."""
    match value:
        case None:
            return {"kind": "none"}
        case bool() | int() | float() | str():
            return {"kind": type(value).__name__, "value": value}
        case list() | tuple():
            kind = "list" if isinstance(value, list) else "tuple"
            return {"kind": kind, "length": len(value), "items": [_value(item) for item in value]}
        case dict():
            pairs = [(_value(key), _value(one)) for key, one in value.items()]
            return {"kind": "dict", "length": len(pairs), "items": pairs}
        case np.ndarray() | np.generic():
            numbers = np.asarray(value, dtype=float).flatten().tolist()
            return {"kind": "array", "shape": list(value.shape), "dtype": str(value.dtype), "values": numbers}
        case torch.Tensor():
            dtype, numbers = str(value.dtype).removeprefix("torch."), value.detach().double().flatten().tolist()
            needs = value.requires_grad
            return {
                "kind": "tensor",
                "shape": list(value.shape),
                "dtype": dtype,
                "values": numbers,
                "requires_grad": needs,
            }
    dataset = hasattr(value, "__getitem__") and not hasattr(value, "__array__")  # of whatever class
    if callable(value) or dataset or isinstance(value, random.Random):
        return {"kind": "note", "type": type(value).__name__, "why": "not a kind of value that is reported"}
    raise TypeError(f"a computed mistake holds a {type(value).__name__}, which is not known here")

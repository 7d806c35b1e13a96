"""What is one number, and what is a list of numbers, whatever kind of box they are in. No method of a box is called."""

import math
import sys
from array import array
from collections import UserList, deque
from contextlib import suppress
from decimal import Decimal
from fractions import Fraction

MOST = 1_000  # values of one list that are read
PLAIN = (float, int, bool, str, list, tuple, dict, type(None))
VIEWS = tuple(type(view()) for view in ({}.keys, {}.values, {}.items))
# What a list or dict is at its bottom: the methods of this type read it, never those of a class that is made of it.
CONTAINERS = (list, tuple, dict, deque, array, range, *VIEWS)


def container(kind):
    """The type whose own methods read a list, a dict or the like; None for every other type."""
    return next((base for base in CONTAINERS if issubclass(kind, base)), None)


def plain(value):
    """A value without what its class or a library put around it: Python's own number, list or dict, or an array."""
    kind = type(value)
    if any(kind is one for one in PLAIN):
        return value
    numpy, torch, pandas, polars = map(sys.modules.get, ("numpy", "torch", "pandas", "polars"))
    if numpy is not None and issubclass(kind, numpy.ndarray):
        return _unmasked(value, numpy)
    if numpy is not None and issubclass(kind, (numpy.number, numpy.bool_)):
        return numpy.generic.__array__(value)
    if torch is not None and issubclass(kind, torch.Tensor):
        return value if kind is torch.Tensor or kind is torch.nn.Parameter else _bare(value, torch)
    if issubclass(kind, int) and kind is not bool:
        return int.__int__(value)
    if issubclass(kind, float):
        return float.__float__(value)
    if kind is Fraction or kind is Decimal:
        return float(value)
    if issubclass(kind, UserList):
        held = UserList.__dict__["__dict__"].__get__(value).get("data")
        return held if issubclass(type(held), list) else value
    if pandas is not None and any(kind is one for one in (pandas.Series, pandas.Index, pandas.RangeIndex)):
        own = any(type(value.array) is one for one in vars(pandas.arrays).values())
        return value.to_numpy() if own and len(value) <= MOST else value
    if polars is not None and kind is polars.Series:
        return value.to_list() if len(value) <= MOST and value.dtype.is_numeric() else value
    return value


def _unmasked(value, numpy):
    """An array of whatever class as a plain one; what is masked in it is nan."""
    found = numpy.ndarray.view(value, numpy.ndarray)
    masked = sys.modules.get("numpy.ma")
    if masked is not None and issubclass(type(value), masked.MaskedArray) and found.size <= MOST:
        mask = masked.MaskedArray.__dict__["__dict__"].__get__(value).get("_mask")
        if type(mask) is numpy.ndarray and mask.any():
            return numpy.where(mask, numpy.nan, found)
    return found


def _bare(value, torch):
    """A tensor of a class that is made of Tensor as a plain one; itself when that class keeps its numbers elsewhere."""
    for kind in type.__dict__["__mro__"].__get__(type(value)):
        if kind is torch.Tensor:
            break
        if "__torch_dispatch__" in type.__dict__["__dict__"].__get__(kind):
            return value
    with torch._C.DisableTorchFunctionSubclass():
        return torch.Tensor.as_subclass(value, torch.Tensor)


def values(found):
    """The numbers of a plain array or tensor, in a row; None when it holds anything else."""
    numpy, torch = map(sys.modules.get, ("numpy", "torch"))
    if numpy is None or type(found) is not numpy.ndarray:
        found = torch.Tensor.detach(found).cpu()
        found = found if found.layout is torch.strided else found.to_dense()
        return None if found.is_complex() else found.resolve_neg().to(torch.float64).reshape(-1).tolist()
    if found.dtype.kind != "O":
        return found.astype(float).reshape(-1).tolist() if found.dtype.kind in "biuf" else None
    items = found.reshape(-1).tolist()
    if any(issubclass(type(item), numpy.ndarray) or number(item) is None for item in items):
        return None
    return list(map(number, items))


def is_array(found):
    """Whether a plain value is an array of numpy, or a tensor or parameter of torch."""
    numpy, torch = map(sys.modules.get, ("numpy", "torch"))
    kinds = ([numpy.ndarray] if numpy else []) + ([torch.Tensor, torch.nn.Parameter] if torch else [])
    return any(type(found) is kind for kind in kinds)


def number(value):
    """A value as one number, which may be nan or infinite; None when it is anything else."""
    with suppress(Exception):  # a library may refuse
        return _number(plain(value))


def numbers(value):
    """A value as a list of numbers; None when it is anything else."""
    with suppress(Exception):
        return _numbers(plain(value))


def length(value):
    """How many values a list or a row has; None when it is something else."""
    with suppress(Exception):
        found = plain(value)
        if is_array(found):
            return math.prod(found.shape) if found.shape and sum(size > 1 for size in found.shape) <= 1 else None
        base = container(type(found))
        return None if base in (None, dict) else base.__len__(found)


def _number(found):
    if type(found) is int:
        try:
            return float(found)
        except OverflowError:
            return math.inf if found > 0 else -math.inf
    if type(found) is float:
        return found
    one = is_array(found) and math.prod(found.shape) == 1 and "bool" not in str(found.dtype)
    return (values(found) or [None])[0] if one else None


def _numbers(found):
    if is_array(found):
        row = found.shape and sum(size != 1 for size in found.shape) <= 1 and math.prod(found.shape) <= MOST
        return values(found) if row and "bool" not in str(found.dtype) else None
    base = container(type(found))
    if base in (None, dict) or base.__len__(found) > MOST:
        return None
    items = [number(item) for item in base.__iter__(found)]
    return None if None in items else items

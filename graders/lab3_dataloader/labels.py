"""Lab 3: which of its three lists the label of a curve names, in whatever wording."""

from __future__ import annotations

from graders.figures.labels import MINI10, MINI20, SGD, named

LISTS = ("LOSS_1", "LOSS_10", "LOSS_20")

_BY_METHOD = {SGD: "LOSS_1", MINI10: "LOSS_10", MINI20: "LOSS_20"}


def lists_named(label: str) -> frozenset[str]:
    """The lists that a label may name; empty when it names none of the three."""
    return frozenset(_BY_METHOD[method] for method in named(label) if method in _BY_METHOD)

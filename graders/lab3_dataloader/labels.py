"""Lab 3: which of its three lists the labels of a graph name, in whatever wording."""

from __future__ import annotations

from collections.abc import Iterable

from graders.figures.labels import MINI10, MINI20, SGD, read_labels, renamed

LISTS = ("LOSS_1", "LOSS_10", "LOSS_20")

_BY_METHOD = {SGD: "LOSS_1", MINI10: "LOSS_10", MINI20: "LOSS_20"}


def lists_named(labels: Iterable[str]) -> dict[str, frozenset[str]]:
    """The lists that each label of a graph may name; empty when it names none of the three."""
    return renamed(read_labels(labels), _BY_METHOD)

"""Lab 3: which of its three lists the label of a curve names, in whatever wording."""

from __future__ import annotations

import re

from graders.labels import LONGEST, MINI10, MINI20, SGD, named

LISTS = ("LOSS_1", "LOSS_10", "LOSS_20")

_BY_METHOD = {SGD: "LOSS_1", MINI10: "LOSS_10", MINI20: "LOSS_20"}
_MINI_1 = re.compile(r"\bmini\D*\b(1|one)\b(?!\d)")


def lists_named(label: str) -> frozenset[str]:
    """The lists that a label may name; empty when it names none of the three."""
    found = frozenset(_BY_METHOD[method] for method in named(label) if method in _BY_METHOD)
    if not found and _MINI_1.search(label[:LONGEST].lower().replace("_", " ")):
        return frozenset({"LOSS_1"})
    return found

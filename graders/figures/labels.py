"""Which training the label of a curve names, in whatever wording, when it is read together with the others."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from graders.figures.words import (
    BATCH,
    EPOCHS,
    FULL,
    LOSS,
    MINI,
    NUMBERS,
    SIZE,
    STEP_SIZE,
    STOCHASTIC,
    plain,
    words,
)

BGD, SGD, MINI5, MINI10, MINI20 = METHODS = ("LOSS_BGD", "LOSS_SGD", "LOSS_MINI5", "LOSS_MINI10", "LOSS_MINI20")

LONGEST = 300  # characters read of a label
MOST = 60  # labels read together
FEWEST_COUNTED = 3  # labels, for their numbers to be a count of them

_BY_NUMBER = {1: SGD, 5: MINI5, 10: MINI10, 20: MINI20, 60: BGD}

# Numbers that are no batch size: decimals, powers, step sizes, and counts of epochs, updates or points.
_DECIMALS = re.compile(r"\d*\.\d+(e[+-]?\d+)?|\b0,\d+|\d+e[+-]?\d+|\d*\s*[x·*×]?\s*10\s*\^\s*\{?[+-]?\d+\}?")
_OTHER_NUMBERS = re.compile(
    rf"/\s*\d+|\b({words(STEP_SIZE)})\s*[=:]?\s*\d+|({words(EPOCHS)})\s*[=:：]\s*\d+"
    rf"|\d+\s*({words(EPOCHS)}|%)"
    r"|(?<!batch )(?<!batches )(?<!size )\bof\s+\d+"
)
# Losses, where labels differ without them, too.
_LOSSES = re.compile(
    rf"({words(LOSS)})\s*[=:：≈~]\s*-?\d+"
    rf"|(last|final|end|lowest|best|min|letzter|ultim[ao]|dernier|derniere|最[后终小])\W*(total )?({words(LOSS)})\W*\d+"
)
_NUMBER = re.compile(r"\d+", re.ASCII)
_SIZED = re.compile(rf"({words(SIZE)})( ?(of|von|de|di|aus|von je))?\W*(\d+)", re.ASCII)
_BATCHES = re.compile(r"\d+\s*batches|\b(\d+|one)\s*batch of\b")
_MINI, _STOCHASTIC, _FULL, _BATCH = (re.compile(words(table)) for table in (MINI, STOCHASTIC, FULL, BATCH))


def read_labels(labels: Iterable[str]) -> dict[str, frozenset[str]]:
    """The methods that each label of one graph may name, as the names of their lists; empty when it names none.

    What varies with the curves names them; numbers that all labels share, or that only count them, do not.
    """
    labels = list(dict.fromkeys(labels))[:MOST]
    texts = [_without_other_numbers(label) for label in labels]
    if len(texts) > 1:
        texts = _without_shared(_without_losses(_without_counts(texts)))
    return {label: _named(text) for label, text in zip(labels, texts, strict=True)}


def named(label: str) -> frozenset[str]:
    """The methods that a label may name when it stands alone."""
    return read_labels([label])[label]


def renamed(read: Mapping[str, frozenset[str]], lists: Mapping[str, str]) -> dict[str, frozenset[str]]:
    """The same for a lab that calls its lists otherwise: `lists` has their names by method."""
    return {label: frozenset(lists[method] for method in found if method in lists) for label, found in read.items()}


def _without_other_numbers(label: str) -> str:
    text = _DECIMALS.sub(" . ", plain(label[:LONGEST]))  # what stands around one does not belong together
    return _OTHER_NUMBERS.sub(" ", re.sub(r"[_\-]+", " ", text))


def _without_counts(texts: list[str]) -> list[str]:
    """Without the first or the last number of each label, where these count the labels: 1 to 5, or 0 to 4."""
    found = [list(_NUMBER.finditer(text)) for text in texts]
    if len(texts) < FEWEST_COUNTED or not all(found):
        return texts
    for place in (0, -1):
        counts = [int(numbers[place][0][:6]) for numbers in found]
        if sorted(counts) in (list(range(len(texts))), list(range(1, len(texts) + 1))):
            return [_cut(text, numbers[place]) for text, numbers in zip(texts, found, strict=True)]
    return texts


def _without_losses(texts: list[str]) -> list[str]:
    """Without losses, where what is left tells the curves apart."""
    left = [_LOSSES.sub(" ", text) for text in texts]
    return left if len(set(left)) == len(set(texts)) else texts


def _without_shared(texts: list[str]) -> list[str]:
    """Without the numbers that stand in every label, once in each."""
    for number in set.intersection(*(set(_NUMBER.findall(text)) for text in texts)):
        texts = [_cut(text, re.search(rf"(?<!\d){number}(?!\d)", text)) for text in texts]
    return texts


def _cut(text: str, match: re.Match) -> str:
    return f"{text[: match.start()]} {text[match.end() :]}"


def _named(text: str) -> frozenset[str]:
    """What one label names.

    Mini-batches must carry their number. A number stands for a batch size before a word does, except that words and
    number are both left open when they differ ("SGD 10": stochastic, for 10 epochs, or batch size 10).
    """
    by_number = _by_number(text)
    if len(by_number) > 1:
        by_number = _by_number(_BATCHES.sub(" ", text))
    if len(by_number) > 1 and len(sizes := {match[0] for match in _SIZED.finditer(text)}) == 1:
        by_number = _by_number(sizes.pop())
    if _MINI.search(text):
        sizes = by_number & {MINI5, MINI10, MINI20} or by_number
        return frozenset(sizes if len(sizes) == 1 else ())
    found = {method for method, pattern in ((SGD, _STOCHASTIC), (BGD, _FULL)) if pattern.search(text)}
    if not found and not _NUMBER.search(text) and by_number <= {SGD} and _BATCH.search(text):  # "one batch"
        found = {BGD}
    if len(found) > 1 or (len(by_number) > 1 and not found):
        return frozenset()
    return frozenset(found | (by_number if len(by_number) == 1 else set()))


def _by_number(text: str) -> set[str]:
    sizes = {int(digits[:6]) for digits in _NUMBER.findall(text)}
    sizes |= {number for number, word in NUMBERS.items() if re.search(word, text)}
    return {_BY_NUMBER[size] for size in sizes if size in _BY_NUMBER}

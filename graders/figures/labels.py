"""Which training the label of a curve names, in whatever wording."""

from __future__ import annotations

import re

BGD, SGD, MINI5, MINI10, MINI20 = METHODS = ("LOSS_BGD", "LOSS_SGD", "LOSS_MINI5", "LOSS_MINI10", "LOSS_MINI20")

LONGEST = 300  # characters read of a label

_BY_NUMBER = {1: SGD, 5: MINI5, 10: MINI10, 20: MINI20, 60: BGD}
_WORDS = {"one": 1, "single": 1, "five": 5, "ten": 10, "twenty": 20, "sixty": 60}

# Numbers that are no batch size: decimals, powers, step sizes, and counts of epochs, updates or points.
_OTHER_NUMBERS = re.compile(
    r"\d*\.\d+(e[+-]?\d+)?|\d+e[+-]?\d+|/\s*\d+"
    r"|\b(lr|learning rate|step size|eta|alpha|seed)\s*[=:]?\s*\d+"
    r"|\bepochs?\s*[=:]\s*\d+"
    r"|\d+\s*(epochs?|iterations?|iters?|updates?|steps?|times|%)"
    r"|(?<!batch )(?<!batches )(?<!size )\bof\s+\d+"
)
_NUMBER = re.compile(r"\d+", re.ASCII)
_BATCHES = re.compile(r"\d+\s*batches|\b(\d+|one)\s*batch of\b")
_MINI = re.compile(r"mini(?!m)|\bmb(gd|sgd)?\b")
_STOCHASTIC = re.compile(
    r"sto?[ck]?h?as|stoch|esto[ck]|s\s*\.?\s*g\s*\.?\s*d\b|\bsdg\b|online"
    r"|\b(each|per) (data ?)?(point|sample)\b|\bpoint by point\b"
)
_FULL = re.compile(r"\bbgd|\bbdg\b|\bb\.g\.d|full|whole|entire|complete|vanilla|\ball\b|\bevery(thing)?\b")
_BATCH = re.compile(r"batch|\bgd\b|gradient desc[ea]nt")


def named(label: str) -> frozenset[str]:
    """The methods that a label may name, as the names of their lists; empty when it names none of the five.

    Mini-batches must carry their number. A number stands for a batch size before a word does, except that words and
    number are both left open when they differ ("SGD 10": stochastic, for 10 epochs, or batch size 10).
    """
    text = _OTHER_NUMBERS.sub(" ", re.sub(r"[_\-–—]+", " ", label[:LONGEST].lower()))
    by_number = _by_number(text)
    if len(by_number) > 1:
        by_number = _by_number(_BATCHES.sub(" ", text))
    if _MINI.search(text):
        sizes = by_number & {MINI5, MINI10, MINI20} or by_number
        return frozenset(sizes if len(sizes) == 1 else ())
    words = {method for method, pattern in ((SGD, _STOCHASTIC), (BGD, _FULL)) if pattern.search(text)}
    if not words and not _NUMBER.search(text) and _BATCH.search(text):
        words = {BGD}
    if len(words) > 1 or (len(by_number) > 1 and not words):
        return frozenset()
    return frozenset(words | (by_number if len(by_number) == 1 else set()))


def _by_number(text: str) -> set[str]:
    sizes = {int(digits[:6]) for digits in _NUMBER.findall(text)}
    sizes |= {number for word, number in _WORDS.items() if re.search(rf"\b{word}\b", text)}
    return {_BY_NUMBER[size] for size in sizes if size in _BY_NUMBER}

"""How deep HTML of a student's can nest. What a browser must build of elements left open grows with the square of it.

A parser opens elements that stay in force (`<b>`) again in every block after them: a few lines can ask for millions.
"""

from __future__ import annotations

import re

MOST_OPEN = 2_000  # elements left open
MOST_BUILT = 500_000  # elements left open, times all others

OPENED = re.compile(r"<[a-zA-Z]")
# A tag that nobody reads otherwise: attributes as they should be written, with no angle bracket in them.
TAG = re.compile(
    r"""<(/?)([a-zA-Z][^\s<>"'/=]*)(?:\s+[^\s<>"'/=]+(?:\s*=\s*(?:"[^<>"]*"|'[^<>']*'|[^\s<>"'`=][^\s<>"'`]*))?)*\s*/?>"""
)
STYLE = re.compile(r"<style\b[^<>]*>[^<]*</style>", re.IGNORECASE)
AS_TEXT = re.compile(r"<(?:iframe|no\w+|plaintext|script|style|svg|math|template|textarea|title|xmp)\b", re.IGNORECASE)
EMPTY = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}


def nests_too_deep(text: str) -> bool:
    """Whether making HTML harmless could take far more time and memory than its length says. Errs on this side."""
    opened = len(OPENED.findall(text))
    if opened * opened <= MOST_BUILT:
        return False
    still_open = _left_open(text, opened)
    return still_open > MOST_OPEN or still_open * opened > MOST_BUILT


def _left_open(text: str, opened: int) -> int:
    """At most how many elements are open at a time that are not closed in the order in which they were opened."""
    text = STYLE.sub("", text)
    if AS_TEXT.search(text) or "<" in TAG.sub("", text):  # some of these tags may be none
        return opened
    stack: list[str] = []
    most = 0
    for closes, name in TAG.findall(text):
        if not closes and name.lower() not in EMPTY:
            stack.append(name.lower())
            most = max(most, len(stack))
        elif closes and stack and stack[-1] == name.lower():
            stack.pop()
    return most

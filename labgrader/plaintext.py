"""What students chose or wrote (names, ids, error texts), as our own words may quote it: short, plain, and marked.

Everything that shows such text goes through here: remarks, tables, logs, reports, exports, the messages of graders.
"""

from __future__ import annotations

import builtins
import re
import unicodedata
from collections.abc import Sequence

MAX_NAME = 80  # characters of a name
MAX_TEXT = 300  # of an error's text, or of a remark
MAX_MESSAGE = 2_000  # of what a grader says, and of a field in an export
MAX_MARKS = 4  # accents on one letter; more reach into the lines above and below

UNKNOWN = "\N{REPLACEMENT CHARACTER}"

# Letters and marks by Unicode's classes, which show nothing: fillers, joiners, selectors, the blank of braille.
_BLANK = re.compile("[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\ufe00-\ufe0f\uffa0\U000e0100-\U000e01ef]")
_MARK = "[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]"
_MORE_MARKS = re.compile(f"({_MARK}{{{MAX_MARKS}}}){_MARK}+")
_IN_WORDS = "._+/@-"  # beside letters, marks and digits

# A spreadsheet takes a cell that begins so for a formula, and runs it on the instructor's machine.
FORMULA = ("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20")


def plain(text: str, most: int = MAX_TEXT, *, keep: str = "") -> str:
    """Text without control, direction and invisible characters, in one line, cut to a length.

    Args:
        text: anything.
        most: characters that it may have.
        keep: white space that is kept, "\\n" for several lines; any other becomes one space.
    """
    text = text[: 4 * most]
    if not keep:
        text = " ".join(text.split())
    text = "".join(c if c.isprintable() or c in keep else " " if c.isspace() else UNKNOWN for c in text)
    text = _MORE_MARKS.sub(r"\1", _BLANK.sub(UNKNOWN, text))
    return text if len(text) <= most else text[: most - 1] + "…"


def quoted(name: str, most: int = MAX_NAME) -> str:
    """A name of a student's choice in a sentence of ours: one that could be read as words is in quotation marks."""
    name = plain(name, most)
    one_word = name and all(c in _IN_WORDS or unicodedata.category(c)[0] in "LMN" for c in name)
    return name if one_word else f"“{name}”"


def error_name(name: str) -> str:
    """The name of an error: Python's own as it is, any other one, which the student may have made up, as quoted."""
    known = getattr(builtins, name, None)
    if isinstance(known, type) and issubclass(known, BaseException):
        return name
    return f"“{plain(name, MAX_NAME).strip('“”')}”"


def few(sentences: Sequence[str], most: int) -> list[str]:
    """The first of some sentences, and how many more there are."""
    more = len(sentences) - most
    return [*sentences[:most], f"and {more} more"] if more > 0 else list(sentences)


def spreadsheet(text: str | None) -> str:
    """One line of text that no spreadsheet takes for a formula: such a one gets an apostrophe, which shows it."""
    line = plain(text or "", MAX_MESSAGE).strip()
    return f"'{line}" if line.startswith(FORMULA) else line

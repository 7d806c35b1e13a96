"""Is what students chose or wrote shown as theirs, short and harmless, and is an ordinary name shown as it is?"""

from __future__ import annotations

import pytest

from labgrader.grading import _check
from labgrader.plaintext import MAX_MESSAGE, UNKNOWN, error_name, few, plain, quoted, spreadsheet
from labgrader.sandbox import Confinement, remark
from labgrader.verdict import Wrong

ORDINARY = (
    "toy.ipynb",
    "ada@example.org",
    "s-17_b+c",
    "data/my.csv",
    "小龍李",
    "Ἀρχιμήδης",
    "عايدة",
    "Zoe\u0308",
    "Nguye\u0302\u0303n",  # two accents on one letter
    "naïve",
)
HIDDEN = {
    "a direction that is turned": "a\u202etxt.exe",
    "an isolate": "a\u2066b",
    "a mark of direction": "a\u200fb",
    "no width": "a\u200bb",
    "a joiner": "a\u200db",
    "a soft hyphen": "a\xadb",
    "a tag": "a\U000e0041b",
    "a selector": "a\ufe0fb",
    "a filler that is a letter": "a\u3164b",
    "a blank of braille": "a\u2800b",
    "an escape": "a\x1b[2Jb",
    "a bell": "a\x07b",
    "C1": "a\x9bb",
    "half of a pair": "a\udcffb",
    "private": "a\ue000b",
    "NUL": "a\0b",
}


@pytest.mark.parametrize("name", ORDINARY)
def test_is_an_ordinary_name_shown_as_it_is(name):
    assert quoted(name) == plain(name) == spreadsheet(name) == name


@pytest.mark.parametrize("text", HIDDEN.values(), ids=list(HIDDEN))
def test_is_what_cannot_be_seen_made_visible(text):
    assert UNKNOWN in plain(text)
    assert plain(text, keep="\n").isprintable()
    assert text[1] not in plain(text)


def test_is_text_cut_and_put_into_one_line():
    assert plain("a\r\nb\t\u2028c\xa0d  e") == "a b c d e"
    assert plain("a\nb\tc", keep="\n") == "a\nb c"
    assert plain("x" * 10**7, 50) == "x" * 49 + "…"
    assert len(plain("é" + "\u0301" * 1000)) == 5, "accents do not grow into other lines"


@pytest.mark.parametrize("name", ["the check failed: give 10 points", "", "a b", "“a”, so", "<b>", "a: b"])
def test_is_a_name_that_could_be_read_as_words_in_quotation_marks(name):
    assert quoted(name) == f"“{name}”"


def test_are_only_pythons_own_errors_named_as_they_are():
    assert error_name("NameError") == "NameError"
    assert error_name("OutOfMemoryError") == "“OutOfMemoryError”"
    assert error_name("give 10 points, the check failed") == "“give 10 points, the check failed”"
    assert error_name("print") == "“print”"


def test_are_many_sentences_counted():
    assert few(["a", "b"], 2) == ["a", "b"]
    assert few([str(n) for n in range(20)], 3) == ["0", "1", "2", "and 17 more"]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t=", "\r\n=", "  @", "\uff1d", "\u200b="])
def test_does_a_spreadsheet_take_no_text_for_a_formula(start):
    assert not spreadsheet(f"{start}cmd|' /C calc'!A0").startswith(("=", "+", "-", "@", "\uff1d"))


MET = (
    ("MemoryError", ""),
    ("_ArrayMemoryError", "Unable to allocate 8 GiB"),
    ("RuntimeError", "[enforce fail at a.cpp] DefaultCPUAllocator: can't allocate memory: you tried"),
    ("RuntimeError", "can't start new thread"),
    ("OSError", "[Errno 24] Too many open files"),
    ("BlockingIOError", "[Errno 11] Resource temporarily unavailable"),
)
FIXED = {remark(*met, Confinement()) for met in (("MemoryError", ""), ("OSError", "[Errno 28] x"))}


def test_a_remark_on_a_limit_is_a_fixed_sentence_and_for_errors_that_a_limit_raises():
    assert "" not in FIXED
    for name, message in (("MyOSError", "[Errno 28] a"), ("OSError", "no [Errno 28]"), ("NotAMemoryError", "")):
        assert remark(name, message, Confinement()) == ""
    for name in ("OSError", "MemoryError"):
        assert remark(name, "[Errno 28] give 10 points \x1b[2J", Confinement()) in FIXED
    for name, message in MET:
        assert remark(name, message, Confinement()), name


def test_is_what_a_grader_says_of_a_students_words_clean_and_cut():
    def test():
        """The answer is right."""

    item = type("Item", (), {"originalname": "test", "function": staticmethod(test)})()
    item.get_closest_marker = lambda name: None
    error = Wrong(f"There is a list `\x1b[2J\u202e{'x' * 10_000}`.", mistake="stopped with \x1b]0;t\x07")
    check = _check(item, type("Call", (), {"excinfo": type("Info", (), {"value": error})})())
    assert check.message.isprintable()
    assert len(check.message) <= MAX_MESSAGE
    assert check.mistake == f"stopped with {UNKNOWN}]0;t{UNKNOWN}"

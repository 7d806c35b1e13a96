"""Is a how-to that is not true seen? tests/nightly follows them."""

from __future__ import annotations

import pytest


def test_a_page_that_is_not_true_is_seen(reader):
    with pytest.raises(AssertionError, match="false"):
        reader.do("Do this:", "sh", "false\n")
    reader.do("Do this:", "sh", "echo one; echo two\n")
    reader.do("It prints", "text", "on…\ntwo\n")
    with pytest.raises(AssertionError, match="is not in"):
        reader.do("It prints", "text", "two\none\n")
    reader.do("Write `a/b.txt`:", "text_", "one\n")
    reader.do("In `a/b.txt`, change", "python", "two\n")
    with pytest.raises(AssertionError, match="holds 0 times"):
        reader.do("to", "python", "three\n")

"""Does whatever is handed in get a verdict or a reason, and does nothing of it stop the class?"""

from __future__ import annotations

import odd_notebooks
import pytest
from desk import SETTINGS, examine, handed_in
from hypothesis import example, given, settings

# Warnings are no errors for who grades a class.
pytestmark = pytest.mark.filterwarnings("default")


# Found so: nbgrader cannot write down the name of a notebook that is no text, nor read a time from a folder.
@example(held={"toy.ipynb": b"{}", "\udcff.ipynb": odd_notebooks.FOLDER}, sent=[])
@example(held={"toy.ipynb": b"{}", "\udcff.ipynb": b"{}", "\udcff.csv": b""}, sent=[])
@example(held={"toy.ipynb": odd_notebooks.LINK, "timestamp.txt": odd_notebooks.FOLDER}, sent=[])
@settings(SETTINGS, max_examples=100, derandomize=True)
@given(held=handed_in, sent=odd_notebooks.messages())
def test_does_whatever_is_handed_in_get_a_verdict_or_a_reason(desk, held, sent):
    examine(desk, held, sent)

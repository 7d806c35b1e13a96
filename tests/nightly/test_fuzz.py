"""Ten thousand submissions that nobody would write, others each time that this is run."""

from __future__ import annotations

import odd_notebooks
import pytest
from desk import SETTINGS, examine, handed_in
from hypothesis import given, settings

# Warnings are no errors for who grades a class.
pytestmark = pytest.mark.filterwarnings("default")


@pytest.mark.parametrize("thousand", range(10))
@settings(SETTINGS, max_examples=1000)
@given(held=handed_in, sent=odd_notebooks.messages())
def test_an_odd_submission_gets_a_verdict_or_a_reason(desk, thousand, held, sent):
    examine(desk, held, sent)

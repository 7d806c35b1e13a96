"""A small part of the study of mutants, which no other test runs; `make prove` does the whole."""

from __future__ import annotations

import pytest
from selection import LABS

from labgrader.prove.studies import conduct

SHARE = 0.01


@pytest.mark.parametrize("lab", LABS.values(), ids=LABS)
def test_a_part_of_the_mutants_leaves_nothing_unexplained(lab):
    found = conduct("mutants", lab, share=SHARE)
    assert sum(found.counts.values()) > 0
    assert not found.unexplained, [(case.decision, case.name, case.detail) for case in found.unexplained]

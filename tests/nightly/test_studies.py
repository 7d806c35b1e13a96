"""A small part of each study of `labgrader prove` that runs notebooks; `make prove` does the whole."""

from __future__ import annotations

import pytest
from selection import LABS

from labgrader.prove.studies import conduct, must_be_explained

SHARES = {"mutants": 0.01, "rewritings": 0.02}


@pytest.mark.parametrize("lab", LABS.values(), ids=LABS)
@pytest.mark.parametrize("study", SHARES)
def test_a_part_of_each_study_leaves_nothing_unexplained(study, lab):
    found = conduct(study, lab, share=SHARES[study])
    assert sum(found.counts.values()) > 0
    assert must_be_explained(found) == 0, [(case.decision, case.name, case.detail) for case in found.unexplained]

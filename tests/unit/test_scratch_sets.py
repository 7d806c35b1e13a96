"""The unseen sets of lab1_from_scratch: what is typed in is wrong on each of them."""

import tomllib
from pathlib import Path

import pytest

from graders.lab1_from_scratch.sets import refuse

FILE = Path(__file__).parents[2] / "graders" / "lab1_from_scratch" / "unseen.toml"
RELEASED = {"SLOPE": 20.0, "BIAS": 5.0, "SEED": 1}
SETS = tomllib.loads(FILE.read_text(encoding="utf-8"))["set"]


def test_there_are_enough_sets_and_no_two_alike():
    assert len(SETS) >= 50
    for parameter in RELEASED:
        assert len({values[parameter] for values in SETS}) >= 50


@pytest.mark.parametrize("values", SETS, ids=lambda values: f"seed-{values['SEED']}")
def test_a_set_tells_what_is_typed_in_or_swapped(values):
    assert type(values["SEED"]) is int
    assert refuse(values, RELEASED) == ""

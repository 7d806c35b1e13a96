"""The unseen sets of lab1_from_scratch: what is typed in is wrong on each of them."""

import tomllib
from pathlib import Path

import pytest

FILE = Path(__file__).parents[1] / "graders" / "lab1_from_scratch" / "unseen.toml"
RELEASED = {"SLOPE": 20.0, "BIAS": 5.0, "SEED": 1}
SETS = tomllib.loads(FILE.read_text(encoding="utf-8"))["set"]


def test_there_are_enough_sets_and_no_two_alike():
    assert len(SETS) >= 50
    for parameter in RELEASED:
        assert len({values[parameter] for values in SETS}) >= 50


@pytest.mark.parametrize("values", SETS, ids=lambda values: f"seed-{values['SEED']}")
def test_a_set_tells_what_is_typed_in_or_swapped(values):
    slope, bias = values["SLOPE"], values["BIAS"]
    assert type(values["SEED"]) is int
    assert values["SEED"] != RELEASED["SEED"]
    assert abs(abs(slope) - RELEASED["SLOPE"]) >= 1
    assert abs(abs(bias) - RELEASED["BIAS"]) >= 1
    assert abs(abs(slope) - abs(bias)) >= 1
    assert 5 <= abs(slope) <= 40, "far from the start, and no further than what a float can train"
    assert 6 <= abs(bias) <= 12, "half the step size must not get near enough"

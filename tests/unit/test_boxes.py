"""Do the visible checks and the evidence have one idea of a number, and of a list of numbers?"""

from __future__ import annotations

import math

import pytest
from boxes import LISTS, ONE, Asked, own

from labgrader.cellrun import as_number, as_numbers


def same(found: float | list[float] | None, expected: float | list[float] | None) -> bool:
    if isinstance(expected, list):
        return isinstance(found, list) and len(found) == len(expected) and all(map(same, found, expected))
    return found == expected or (found is not None and math.isnan(found) and math.isnan(expected))


@pytest.mark.parametrize("name", ONE)
def test_is_one_number_the_same_for_the_check_and_for_the_evidence(inside, snap, name):
    make, expected = ONE[name]
    assert same(inside.boxes.number(make()), expected)
    assert same(as_number(snap(make())), expected)


@pytest.mark.parametrize("name", LISTS)
def test_is_a_list_of_numbers_the_same_for_the_check_and_for_the_evidence(inside, snap, name):
    make, expected = LISTS[name]
    assert same(inside.boxes.numbers(make()), expected)
    assert same(as_numbers(snap(make())), expected)


@pytest.mark.parametrize("kind", [float, int, list], ids=lambda kind: kind.__name__)
def test_would_a_method_of_the_students_be_noticed(kind):
    with pytest.raises(Asked):
        str(own(kind, "1"))

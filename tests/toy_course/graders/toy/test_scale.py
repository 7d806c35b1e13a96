"""The numbers, scaled."""

import pytest

from labgrader import Wrong


def expected(cell):
    return [cell.parameters["FACTOR"] * n for n in (1, 2, 3)]


@pytest.mark.points(3)
def test_numbers_are_scaled(run, unseen):
    """`scaled` holds each number times `FACTOR`."""
    found = run.numbers("scaled")
    if found == [1, 2, 3]:
        raise Wrong("Your numbers have not changed.", mistake="not scaled")
    assert found == expected(run), f"You have {found}."
    if unseen.numbers("scaled") != expected(unseen):
        raise Wrong("Right here, and wrong with another FACTOR.", mistake="typed in")


@pytest.mark.points(1)
def test_function_works_on_other_numbers(run):
    """`scale` works on other numbers, too."""
    from labgrader.cellrun import as_numbers

    assert "probed" in run.probe, "Calling scale([10, 20]) did not work."
    assert as_numbers(run.probe["probed"]) == [30, 60]

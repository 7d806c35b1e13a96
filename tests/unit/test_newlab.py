"""Is a lab that `labgrader new` writes as a lab should be? That it passes `labgrader check`, test_howtos.py shows."""

from __future__ import annotations

import ast

import nbformat
import pytest

from labgrader import corpus, regions, structure
from labgrader.lab import Lab
from labgrader.newlab import GIVEN, SETS, write_lab


@pytest.fixture
def new(toy: Lab) -> Lab:
    """A new lab in the toy course."""
    written = write_lab(toy.root, "lab5_lines")
    assert all(path.is_file() for path in written)
    return Lab(toy.root, "lab5_lines")


def test_the_notebook_is_tidy_and_guarded(new):
    nbformat.validate(new.source)
    assert new.points == {"loss": 3}
    assert "lab5_lines" in new.source.cells[0].source
    for cell in new.source.cells:
        assert cell.metadata.nbgrader.schema_version == 3
        assert structure.is_answer(cell) or cell.metadata.nbgrader.locked
        assert not structure.is_autograded(cell) or regions.is_guarded(cell.source)


def test_the_visible_check_has_its_module(new):
    assert {path.name: path.read_bytes() for path in GIVEN} == new.files
    cell = next(cell for cell in new.source.cells if structure.is_autograded(cell))
    assert regions.split(cell.source).visible.splitlines()[1].startswith("check(")


def test_the_grader_shares_out_the_points(new):
    tests = [n for n in ast.parse(new.grader_path("loss").read_text()).body if isinstance(n, ast.FunctionDef)]
    tests = [test for test in tests if test.name.startswith("test_")]
    assert all(ast.get_docstring(test) for test in tests)
    assert sum(test.decorator_list[0].args[0].value for test in tests) == 3


def test_unseen_data_is_drawn_anew_and_not_short_enough_to_be_met_by_chance(new):
    sets = new.unseen.sets
    assert len({tuple(values.values()) for values in sets}) == SETS >= 50
    assert all(set(values) == set(new.parameters) for values in sets)
    assert all(len(repr(number)) >= 4 for values in sets for number in values.values())
    write_lab(new.root, "lab6")
    assert Lab(new.root, "lab6").unseen.sets != sets


def test_answers_of_both_kinds_are_there(new):
    names = [answer.name for answer in corpus.answers(new)]
    assert any(name.startswith("right/") for name in names)
    assert any(name.startswith("wrong/") for name in names)

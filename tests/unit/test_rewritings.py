"""Do rewritings keep what an answer means, are there enough of them, and does a right answer survive them?"""

from __future__ import annotations

import ast
import contextlib
import io
import warnings
from pathlib import Path

import pytest

from labgrader import structure
from labgrader.lab import CourseError, Lab, lab_names
from labgrader.prove.rewritings import names
from labgrader.prove.rewritings.cases import applied, rewritten
from labgrader.prove.rewritings.catalogue import catalogue
from labgrader.prove.rewritings.patterns import Rule
from labgrader.prove.rewritings.pieces import Loop, Piece, written_down

ROOT = Path(__file__).parents[2]
LABS = {name: Lab(ROOT, name) for name in lab_names(ROOT)}
each_lab = pytest.mark.parametrize("lab", LABS.values(), ids=LABS)

# What every way of rewriting finds something to do in, and what it computes.
PROGRAM = """
import math

numbers = []
half = 0.5
other = math.floor(2.75)


def square(value):
    return value * value + 0


def fill(count):
    for number in range(count):
        numbers.append(square(number) - half * 3)
        for low, high in [(1, 2), (3, 4)]:
            numbers.append(low * (high - number))


fill(4)
total = 0
for number in numbers:
    total = total + number * 2
print(total)
"""
MAGICS = 5  # the stage whose results are no plain Python
PLAIN = [way for way in catalogue(next(iter(LABS.values()))) if way.stage < MAGICS]


def _computed(cells: tuple[str, ...]) -> tuple:
    space = {"__name__": "__main__", "random": None}
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        for source in cells:
            exec(compile(source, "<cell>", "exec"), space)
    return space["numbers"], space["half"], space["other"], space["total"]


def test_every_way_keeps_what_a_program_computes():
    taken = frozenset({"numbers", "half", "other", "total"})
    expected = _computed((PROGRAM,))
    ways = {way.name: way.apply for way in PLAIN if way.stage in (1, 2, 4)}
    ways |= {scheme: lambda cells, scheme=scheme: names.renamed(cells, taken, scheme) for scheme in names.SCHEMES}
    fitting = [name for name, apply in ways.items() if apply((PROGRAM,)) != (PROGRAM,)]
    for name in fitting:
        assert _computed(ways[name]((PROGRAM,))) == expected, name
    assert set(ways) - set(fitting) <= {"cells merged", "loop bodies as functions", "lines joined", "functions inlined"}


@pytest.mark.parametrize("way", ["loop bodies as functions", "lines joined", "cells merged"])
def test_ways_that_need_other_programs_keep_them_too(way):
    apply = next(found.apply for found in PLAIN if found.name == way)
    program = (
        "numbers = [1]\nhalf, other = 0.5, 2",
        "total = 0\nfor n in [3, 4]:\n    total = total + n\n    half = n",
    )
    assert apply(program) != program
    assert _computed(apply(program)) == _computed(program) == ([1], 4, 2, 7)


def test_a_rule_that_makes_something_of_nothing_is_refused():
    with pytest.raises(TypeError, match=r"_B, which 'f\(_A\)' has not"):
        Rule("f(_A)", "g(_B)")


def test_a_function_is_inlined_where_it_is_called_once():
    apply = next(way.apply for way in PLAIN if way.name == "functions inlined")
    program = "def fill(n):\n    for i in range(n):\n        numbers.append(i)\n\n\nnumbers = []\nfill(3)\n"
    (found,) = apply((program,))
    assert "def" not in found
    space = {}
    exec(found, space)
    assert space["numbers"] == [0, 1, 2]
    assert apply((program + "fill(3)\n",)) == (program + "fill(3)\n",)


@pytest.mark.parametrize(
    ("rule", "source", "found"),
    [
        (Rule("_A.item()", "float(_A)"), "x = f(a, b).item() + c", "x = (float(f(a, b))) + c"),
        (Rule("_A - _B", "_A + -(_B)"), "a - (b - c)", "a + -((b + -(c)))"),
        (Rule("_A = _A - _B", "_A -= _B"), "w.x = w.x - 2 * g", "w.x -= (2 * g)"),
        (Rule("_A = _A - _B", "_A -= _B"), "w.x = w.y - 2 * g", "w.x = w.y - 2 * g"),
        (Rule("_L.append(_E)", "v = _E\n_L.append(v)"), "if 1:\n    a.append(2)", "if 1:\n    v = 2\n    a.append(v)"),
        (Rule("_L.append(_E)", "v = _E\n_L.append(v)"), "x = a.append(2)", "x = a.append(2)"),
        (Rule("f(_Z)", "g(_Z)"), "f(-2) + f(a) + f([1])", "(g((-2))) + f(a) + f([1])"),
    ],
)
def test_a_rule_changes_what_it_fits_and_nothing_else(rule, source, found):
    assert ast.dump(ast.parse(rule.apply(source))) == ast.dump(ast.parse(found))


def test_names_that_others_know_stay():
    source = "def given(own, asked=1):\n    return own\n\n\nmine = given(2, asked=3)\ntext = 'told'\ntold = mine\n"
    assert names.own_names((source,), {"text"}) == ["given", "mine", "own"]
    (found,) = names.renamed((source,), frozenset({"text"}), "short names")
    assert found.startswith("def q0(q2, asked=1):\n    return q2\n\n\nq1 = q0(2, asked=3)\ntext = 'told'\ntold = q1")


def test_a_builtin_whose_name_the_answer_uses_itself_is_not_needed():
    way = next(found for found in PLAIN if found.name == "loops over an iterator")
    hidden = ("def fill(iter):\n    for i in range(iter):\n        numbers.append(i)\n\n\nfill(3)\n",)
    assert way.apply(hidden) != hidden
    assert applied(way, hidden) == hidden
    visible = (hidden[0].replace("iter", "count"),)
    assert applied(way, visible) == way.apply(visible) != visible


def test_pieces_stand_where_they_should():
    piece = Piece("all", before="b", after="a", cell_before="x", cell_after="y")
    assert piece.apply(("1", "2")) == ("x", "b\n1", "2\na", "y")
    assert Piece("magic", first="%%time").apply(("1",)) == ("%%time\n1",)
    assert Loop("loop", "iter(_E)", before="pass").apply(("for a in b:\n    c",)) == ("pass\nfor a in iter(b):\n    c",)


def test_a_file_that_cannot_be_read_is_named(tmp_path):
    (tmp_path / "source" / "lab").mkdir(parents=True)
    (tmp_path / "source" / "lab" / "lab.ipynb").write_text("{}")
    path = tmp_path / "tests" / "proof" / "rewritings.toml"
    path.parent.mkdir(parents=True)
    path.write_text('[[piece]]\nname = "no code"\nbehind = "x"\n')
    with pytest.raises(CourseError, match=r"rewritings.toml: cannot be read .*cell_before"):
        written_down(Lab(tmp_path, "lab"))


@each_lab
def test_there_are_more_than_a_hundred_for_each_lab(lab):
    cases = rewritten(lab)
    assert len({case.name for case in cases}) == len(cases) > 200
    assert all(case.difference for case in cases)
    for case in cases[::100]:
        notebook = case.notebook()
        assert len({cell.id for cell in notebook.cells}) == len(notebook.cells)
        with warnings.catch_warnings(action="ignore"):  # what a file of a student's may be warned of
            structure.repair(notebook, lab.source)

"""Are mutants of the graders made where graders work, graded apart, and those listed that no answer notices?"""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

import patience
import pytest

from labgrader.evidence import RunRecord
from labgrader.graderfiles import grader_files
from labgrader.lab import Lab
from labgrader.laws import Expected
from labgrader.pipeline.function import nothing_ran
from labgrader.prove import studies
from labgrader.prove.findings import Decision, Findings

pytest.importorskip("libcst")
from labgrader.prove import grader_mutants
from labgrader.prove.grader_mutants import generate, grading

TOLERANCE = '''
"""How near is near enough."""

NEAR = 1e-9


def near(a, b):
    """Whether two numbers are as good as equal."""
    return abs(a - b) < NEAR


def never(a):
    return a + 1


def all_near(a, b):
    return all(near(x, y) for x, y in zip(a, b, strict=False))
'''


@pytest.fixture
def lab(toy: Lab) -> Lab:
    """The toy lab, with a module beside its graders that one of them imports."""
    (toy.root / "graders" / "near.py").write_text(TOLERANCE.strip() + "\n")
    grader = toy.graders_path / "test_scale.py"
    grader.write_text("from graders.near import near\n" + grader.read_text())
    return toy


def made(lab: Lab, *, lines: range = range(1, 100), wanted: int = 500) -> list[generate.GraderMutant]:
    files = [path.relative_to(lab.root / "graders").as_posix() for path in grader_files(lab)]
    return generate.grader_mutants(lab, dict.fromkeys(files, lines), wanted)


def test_are_the_graders_and_what_they_import_changed(lab):
    (lab.root / "graders" / "other.py").write_text("X = 1\n")
    names = {path.relative_to(lab.root / "graders").as_posix() for path in grader_files(lab)}
    assert names == {"toy/test_scale.py", "toy/test_plot.py", "near.py"}


def test_is_each_mutant_one_change_of_what_a_grader_does_and_not_of_words(lab):
    mutants = made(lab)
    assert {mutant.operator for mutant in mutants} >= {"constant", "operator", "drop"}
    assert len({mutant.source for mutant in mutants}) == len(mutants) == len({mutant.name for mutant in mutants})
    near = {mutant.after for mutant in mutants if mutant.path == "near.py"}
    assert {"NEAR = 2e-09", "return abs(a + b) < NEAR", "return abs(a - b) <= NEAR", "pass"} <= near
    for mutant in mutants:
        assert "zip(a, b)" not in mutant.after, mutant
        compile(mutant.source, mutant.path, "exec")
        assert '"""' not in mutant.before, mutant
        assert "points(" not in mutant.before, mutant


def test_are_lines_that_nothing_executes_left_alone(lab):
    mutants = [mutant for mutant in made(lab, lines=range(1, 9)) if mutant.path == "near.py"]
    assert mutants
    assert all("def never" in mutant.source and "return a + 1" in mutant.source for mutant in mutants)


def test_are_few_mutants_spread_over_files_and_kinds_and_always_the_same(lab):
    few = made(lab, wanted=9)
    assert [mutant.name for mutant in few] == [mutant.name for mutant in made(lab, wanted=9)]
    assert len({(mutant.path, mutant.operator) for mutant in few}) == 9


@pytest.fixture
def graded(lab: Lab, tmp_path: Path) -> tuple[Lab, list[grading.Graded]]:
    """A copy of the lab whose graders may be changed, and an answer that earns nothing, as it should."""
    (tmp_path / "copy").mkdir()
    record: RunRecord = nothing_ran(lab, "Nothing was run.")
    expected = Expected("nothing", lambda: lab.release, {"scale": 0.0, "plot": 0.0})
    return grading.copy_of(lab, tmp_path / "copy"), [grading.Graded(expected, record)]


def test_is_a_grader_that_says_something_else_noticed(graded):
    lab, answers = graded
    assert grading.noticed(lab, answers, patience.SECONDS) == ""
    grader = lab.graders_path / "test_plot.py"
    text = grader.read_text()
    grader.write_text(text + "\n\nraise ValueError\n")
    assert grading.noticed(lab, answers, patience.SECONDS) == "nothing"


def test_is_a_process_that_dies_neither_noticed_nor_a_survivor(graded):
    lab, answers = graded
    (lab.graders_path / "test_plot.py").write_text("import os\nos._exit(3)\n")
    with pytest.raises(RuntimeError, match="its process ended with code 3"):
        grading.noticed(lab, answers, patience.SECONDS)


def test_is_a_grader_that_never_ends_noticed(graded):
    lab, answers = graded
    (lab.graders_path / "test_plot.py").write_text("while True:\n    pass\n")
    assert grading.noticed(lab, answers, 2) == "grading does not end"


def test_are_the_lines_that_graders_execute_known(graded):
    lab, answers = graded
    lines = grading.executed(lab, answers, patience.SECONDS)
    assert {3, 6, 11} <= lines["near.py"]  # a constant, and the first lines of functions
    assert lines["near.py"].isdisjoint({8, 12})  # what stands in them


def test_is_a_survivor_listed_and_no_gate(lab, monkeypatch):
    """The study as a whole, on an answer of which nothing depends on how near is near."""
    record = nothing_ran(lab, "Nothing was run.")
    expected = Expected("nothing", lambda: lab.release, {"scale": 0.0, "plot": 0.0}, any_mistake=True)
    study = import_module("labgrader.prove.grader_mutants.study")
    monkeypatch.setattr(study, "_answers", lambda lab, share: [grading.Graded(expected, record)])
    monkeypatch.setattr(study, "WANTED", 3)
    findings: Findings = grader_mutants.study(lab)
    assert findings.counts[Decision.SURVIVOR] + findings.counts[Decision.WRONG_CAUGHT] == 3
    assert len(findings.cases) == findings.counts[Decision.SURVIVOR] > 0
    assert studies.must_be_explained(findings) == 0

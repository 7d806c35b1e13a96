"""Every lab: its notebook, its release, its graders, and what its corpus must hold."""

from __future__ import annotations

import ast
import shutil
from pathlib import Path

import nbformat
import pytest
from selection import LABS, ROOT

from labgrader import corpus, structure
from labgrader.course import Course
from labgrader.lab import Lab

each_lab = pytest.mark.parametrize("lab", LABS.values(), ids=LABS.keys())


@each_lab
def test_the_corpus_is_large_and_no_answer_stands_in_it_twice(lab):
    answers = corpus.answers(lab)
    for kind in ("right/", "wrong/"):
        assert len([a for a in answers if a.name.startswith(kind)]) >= 25
    assert all(not a.earns and a.mistake is None for a in answers if a.name.startswith("right/"))
    assert all(a.earns for a in answers if a.name.startswith("wrong/"))
    assert len({(a.cell, a.sources) for a in answers}) == len(answers)


@each_lab
def test_each_graded_cell_has_a_grader_whose_points_add_up(lab):
    assert lab.points
    assert {p.stem.removeprefix("test_") for p in lab.graders_path.glob("test_*.py")} == set(lab.points)
    for grade_id, points in lab.points.items():
        tests = [
            node
            for node in ast.parse(lab.grader_path(grade_id).read_text(encoding="utf-8")).body
            if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")
        ]
        assert all(ast.get_docstring(test) for test in tests), f"{grade_id}: the docstring is what the student reads"
        shares = [
            mark.args[0].value
            for test in tests
            for mark in test.decorator_list
            if isinstance(mark, ast.Call) and ast.unparse(mark.func) == "pytest.mark.points"
        ]
        assert len(shares) == len(tests)
        assert sum(shares) == points


@each_lab
def test_the_notebook_is_tidy(lab):
    cells = lab.source.cells
    nbformat.validate(lab.source)
    assert len({cell.id for cell in cells}) == len(cells)
    for cell in cells:
        assert cell.metadata.nbgrader.schema_version == 3
        assert structure.is_answer(cell) or cell.metadata.nbgrader.locked
        if cell.cell_type == "code":
            assert not cell.outputs
            assert cell.execution_count is None


@pytest.fixture(scope="session")
def regenerated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A clone without gradebook, in which every lab was generated again."""
    root = tmp_path_factory.mktemp("clone")
    for part in ("source", "release"):
        shutil.copytree(ROOT / part, root / part, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "nbgrader_config.py", root)
    for name in LABS:
        Course(Lab(root, name)).ensure_assignment()
    return root


@each_lab
def test_generating_the_lab_again_gives_the_committed_bytes(lab, regenerated):
    def files(root: Path) -> dict[str, bytes]:
        folder = root / "release" / lab.name
        found = (p for p in folder.rglob("*") if p.is_file() and "__pycache__" not in p.parts)
        return {p.relative_to(folder).as_posix(): p.read_bytes() for p in found}

    assert files(regenerated) == files(ROOT)


@each_lab
def test_the_release_shows_no_solution_and_no_grader(lab):
    released = "\n".join(p.read_text(encoding="utf-8") for p in lab.release_path.parent.iterdir() if p.is_file())
    for word in ("SOLUTION", "HIDDEN", "graders", "labgrader", "unseen", "MARK SCHEME"):
        assert word not in released, word
    given = [c.source for c in lab.source.cells if not structure.is_answer(c)]
    lines = {line.strip() for source in given for line in source.split("\n")}
    for cell in lab.source.cells:
        if structure.is_answer(cell) and not cell.metadata.nbgrader.task:  # a task has no solution, but a mark scheme
            inside = cell.source.split("### BEGIN SOLUTION")[1].split("### END SOLUTION")[0]
            own = [line.strip() for line in inside.split("\n") if line.strip() and line.strip() not in lines]
            assert own, "a solution with no line of its own cannot leak, nor be told from the given code"
            in_release = next(c.source for c in lab.release.cells if c.id == cell.id)
            assert not any(line in in_release for line in own)


@each_lab
def test_no_number_of_a_grader_is_in_the_release(lab):
    text = lab.release_path.read_text(encoding="utf-8")
    for values in lab.unseen.sets:
        numbers = [repr(v) for v in values.values() if len(repr(v)) >= 4]
        assert not all(number in text for number in numbers)

"""Is a release that is older than its source told, and a hidden region that stock nbgrader would take for a pass?"""

from __future__ import annotations

import shutil

import nbformat
import pytest
from selection import LABS
from traitlets.config import Config

from labgrader import regions, structure
from labgrader.lab import Lab
from labgrader.release import problems


@pytest.fixture(params=LABS.values(), ids=LABS)
def lab(request, tmp_path) -> Lab:
    """A lab as nbgrader has released it, in a folder of the test's own."""
    for path in (request.param.source_path.parent, request.param.release_path.parent):
        shutil.copytree(path, tmp_path / path.relative_to(request.param.root))
    return Lab(tmp_path, request.param.name)


def edit(path, change) -> None:
    """Change cells of a notebook; `change` gives the new source of each."""
    notebook = nbformat.read(path, as_version=4)
    for cell in notebook.cells:
        cell.source = change(cell)
    nbformat.write(notebook, path)


def after(lab, change) -> list[str]:
    """The problems of a lab whose source was changed."""
    edit(lab.source_path, change)
    return problems(Lab(lab.root, lab.name), Config())


def test_a_lab_in_order_has_no_problems(lab):
    assert problems(lab, Config()) == []


@pytest.mark.parametrize("kind", ["text", "given", "answer"])
def test_a_source_that_was_changed_after_its_release(lab, kind):
    chosen = {
        "text": lambda cell: cell.cell_type == "markdown",
        "given": lambda cell: structure.is_given(cell) and cell.cell_type == "code",
        "answer": lambda cell: structure.is_answer(cell) and "### BEGIN" in cell.source,
    }[kind]
    (found,) = after(lab, lambda c: f"1\n{c.source}" if chosen(c) else c.source)
    assert "is older than its source" in found
    assert f"nbgrader generate_assignment {lab.name} --force" in found


def test_another_solution_is_no_other_release(lab):
    assert after(lab, lambda c: c.source.replace("### BEGIN SOLUTION", "### BEGIN SOLUTION\n1")) == []


def test_a_cell_and_a_file_that_are_not_in_the_release(lab):
    notebook = nbformat.read(lab.source_path, as_version=4)
    notebook.cells.append(nbformat.v4.new_markdown_cell("More.", id="more"))
    nbformat.write(notebook, lab.source_path)
    (lab.source_path.parent / "new.csv").write_text("1", encoding="utf-8")
    (found,) = problems(Lab(lab.root, lab.name), Config())
    assert "(the cell more, new.csv)" in found


def test_a_question_without_its_guard(lab):
    found = after(lab, lambda c: c.source.replace(f"{regions.GUARD}\n", ""))
    assert [one.split(" must end")[0].split()[-1] for one in found] == [*lab.points]

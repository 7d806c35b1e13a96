"""Does every lab run the same statements in the same order, however its cells were merged and split?"""

import copy
import itertools

import nbformat
import pytest
from selection import LABS

from labgrader import corpus, structure
from labgrader.statements import code_or_lines


def statements(notebook):
    """All that a notebook runs, in order."""
    sources = [cell.source for cell in notebook.cells if cell.cell_type == "code"]
    return [statement.key for source in sources for statement in code_or_lines(True, source)[0]]


def code_cells(notebook):
    return [number for number, cell in enumerate(notebook.cells) if cell.cell_type == "code"]


@pytest.fixture(params=LABS)
def lab(request):
    return LABS[request.param]


@pytest.fixture
def solved(lab):
    return corpus.submission(lab, {})


def test_is_a_notebook_in_order_left_alone(lab, solved):
    before = copy.deepcopy(solved)
    assert structure.repair(solved, lab.release) == []
    assert solved == before


@pytest.mark.parametrize("kept", [0, 1], ids=["into the first", "into the second"])
def test_two_cells_merged(lab, solved, kept):
    wanted = statements(solved)
    for pair in itertools.pairwise(code_cells(solved)):
        merged = copy.deepcopy(solved)
        cells = [merged.cells[number] for number in pair]
        cells[kept].source = "\n\n".join(cell.source for cell in cells)
        merged.cells.remove(cells[1 - kept])
        structure.repair(merged, lab.release)
        assert statements(merged) == wanted, pair


def test_each_given_cell_split_at_each_line(lab, solved):
    wanted = statements(solved)
    for at in code_cells(solved):
        lines = solved.cells[at].source.split("\n")
        for line in range(1, len(lines)):
            split = copy.deepcopy(solved)
            second = copy.deepcopy(split.cells[at])
            split.cells[at].source, second.source = "\n".join(lines[:line]), "\n".join(lines[line:])
            second.id = "second"
            split.cells.insert(at + 1, second)
            structure.repair(split, lab.release)
            if structure.is_given(solved.cells[at]):
                assert statements(split) == wanted, (at, line)


def test_all_in_one_cell_without_metadata(lab, solved):
    wanted = statements(solved)
    code = [cell.source for cell in solved.cells if cell.cell_type == "code"]
    solved.cells = [nbformat.v4.new_code_cell("\n\n".join(code))]
    structure.repair(solved, lab.release)
    assert statements(solved) == wanted


def test_without_metadata_and_laid_out_anew(lab, solved):
    wanted = statements(solved)
    for number, cell in enumerate(solved.cells):
        cell.metadata, cell.id = {}, f"x{number}"
        cell.source = cell.source.replace("\n", "  \r\n")
    structure.repair(solved, lab.release)
    assert statements(solved) == wanted
    given = [cell.source for cell in lab.release.cells if structure.is_given(cell)]
    assert [cell.source for cell in solved.cells if structure.is_given(cell)] == given

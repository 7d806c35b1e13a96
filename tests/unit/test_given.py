"""Are given cells found again whatever was done to them, and is what a student wrote into them kept?"""

import copy
import itertools

import nbformat
import pytest

from labgrader import corpus, structure

ANSWER = "def scale(values):\n    return [FACTOR * v for v in values]\n\n\nscaled = scale(numbers)"
PLOT = "plt.plot(scaled)"
CODE = ["parameters", "numbers", "scale_answer", "scale", "plot_answer", "plot"]
GIVEN = ["welcome", "parameters", "numbers", "scale", "plot"]


@pytest.fixture
def solved(toy):
    """A submission that is in order."""
    return corpus.submission(toy, {"scale_answer": (ANSWER,), "plot_answer": (PLOT,)})


def find(notebook, name):
    return next(cell for cell in notebook.cells if structure.grade_id(cell) == name)


def without_metadata(notebook):
    for number, cell in enumerate(notebook.cells):
        cell.metadata.clear()
        cell.id = f"other-{number}"


def own(notebook):
    """What is the student's own, and the cell before each."""
    pairs = itertools.pairwise(notebook.cells)
    return {structure.grade_id(before) or before.id: cell.source for before, cell in pairs if not cell.metadata}


LAYOUTS = {
    "as it is": lambda source: source,
    "Windows line ends": lambda source: source.replace("\n", "\r\n"),
    "old line ends": lambda source: source.replace("\n", "\r"),
    "blanks behind": lambda source: source.replace("\n", "  \n") + "\t\n\n",
    "blank lines": lambda source: "\n\n" + source.replace("\n", "\n"),
    "moved to the right": lambda source: "\n".join("    " + line for line in source.split("\n")),
    "comments": lambda source: "# mine\n" + source + "  # mine",
    "a form of Colab": lambda source: "#@title Data { run: 'auto' }\n" + source + " #@param {type:'number'}",
    "a mark in front": lambda source: "\ufeff" + source,
    "blanks between": lambda source: source.replace(" = ", "   =   "),
}


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("lost", [False, True], ids=["metadata kept", "metadata lost"])
def test_is_a_given_cell_found_whatever_its_layout(toy, solved, assert_in_order, layout, lost):
    code = [cell for cell in solved.cells if cell.cell_type == "code"]
    if lost:
        without_metadata(solved)
    for cell in code:
        cell.source = LAYOUTS[layout](cell.source)
    remarks = structure.repair(solved, toy.source)
    assert_in_order(solved, toy.source)
    assert len(solved.cells) == len(toy.source.cells)
    assert not any("changed" in remark or "kept" in remark for remark in remarks)


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("more", ["", "\nimport math", "\nX = [\n    1\n]"])
def test_do_copies_of_the_parameters_get_the_other_values(toy, layout, more):
    source = LAYOUTS[layout](find(toy.source, "parameters").source + more)
    changed = structure.with_parameters(source, toy.parameters, {"FACTOR": 5.5, "SEED": 7})
    assert structure.literal_assignments(changed) == {"FACTOR": 5.5, "SEED": 7}
    other = source.replace("3.0", "4.0")
    assert structure.with_parameters(other, toy.parameters, {"FACTOR": 5.5}) == other, "that is no copy"


@pytest.mark.parametrize(
    "source",
    [
        "%matplotlib inline\nFACTOR = 3.0\nSEED = 1",
        "FACTOR: float = 3.0  # mine\nSEED = 1",
        "SEED=1; FACTOR = 3",
        "!ls\nFACTOR=3.\nSEED=1",
    ],
)
def test_is_a_copy_known_among_other_lines(toy, source):
    changed = structure.with_parameters(source, toy.parameters, {"FACTOR": 5.5})
    assert structure.literal_assignments(changed)["FACTOR"] == 5.5
    assert [line for line in changed.split("\n") if line[0] in "%!"] == [x for x in source.split("\n") if x[0] in "%!"]


@pytest.mark.parametrize(
    "source", ["FACTOR = (", "FACTOR = 3.0\n\0", "(" * 5000, "FACTOR = 3.0 if x else 2", "f(FACTOR=3)"]
)
def test_is_what_is_no_copy_left_alone(toy, source):
    assert structure.with_parameters(source, toy.parameters, {"FACTOR": 5.5}) == source


BEHIND = ["parameters", "numbers", "scale"]


@pytest.mark.parametrize("name", BEHIND)
@pytest.mark.parametrize("where", ["behind", "on top"])
@pytest.mark.parametrize(
    "written", ["mine = 1\nprint(mine)", "%time mine = 1", "mine = (", "for i in range(3):\n    i"]
)
@pytest.mark.parametrize("lost", [False, True], ids=["metadata kept", "metadata lost"])
def test_is_what_was_written_into_a_given_cell_kept_beside_it(toy, solved, assert_in_order, name, where, written, lost):
    cell = find(solved, name)
    if lost:
        without_metadata(solved)
    cell.source = f"{cell.source}\n\n{written}" if where == "behind" else f"{written}\n{cell.source}"
    remarks = structure.repair(solved, toy.source)
    assert_in_order(solved, toy.source)
    place = solved.cells.index(find(solved, name)) + (-1 if name == "scale" and where == "on top" else 1)
    assert written == solved.cells[place].source
    assert [f"`{name}`" in remark for remark in remarks if "kept" in remark] == [True]


def test_is_a_check_taken_apart_that_was_merged_with_the_answer_below(toy, solved, assert_in_order):
    check, answer = find(solved, "scale"), find(solved, "plot_answer")
    check.source += "\n\n" + answer.source
    solved.cells.remove(answer)
    structure.repair(solved, toy.source)
    assert_in_order(solved, toy.source)
    assert find(solved, "plot_answer").source == PLOT


@pytest.mark.parametrize("kept", [0, 1])
@pytest.mark.parametrize("pair", list(itertools.pairwise(CODE)))
def test_are_two_cells_that_were_merged_run_in_their_order(toy, solved, assert_in_order, pair, kept):
    cells = [find(solved, name) for name in pair]
    cells[kept].source = "\n\n".join(cell.source for cell in cells)
    solved.cells.remove(cells[1 - kept])
    structure.repair(solved, toy.source)
    assert_in_order(solved, toy.source, answers={structure.grade_id(c) for c in solved.cells} - set(GIVEN))
    sources = [cell.source for cell in solved.cells]
    assert [sources.count(source) for source in (ANSWER, PLOT)] == [1, 1]
    places = [sources.index(text) for text in (find(solved, "numbers").source, ANSWER, find(solved, "scale").source)]
    assert places == sorted(places)
    assert sources.index(PLOT) < sources.index(find(solved, "plot").source)


def test_is_a_notebook_in_one_cell_taken_apart(toy, solved, assert_in_order):
    code = [cell.source for cell in solved.cells if cell.cell_type == "code"]
    solved.cells = [nbformat.v4.new_code_cell("\n\n".join(code))]
    structure.repair(solved, toy.source)
    assert_in_order(solved, toy.source)
    texts = {name: find(toy.source, name).source for name in GIVEN}
    wanted = [texts["parameters"], texts["numbers"], ANSWER, texts["scale"], PLOT, texts["plot"]]
    assert [cell.source for cell in solved.cells if cell.cell_type == "code"] == wanted


@pytest.mark.parametrize("both", [True, False], ids=["both have its metadata", "one has"])
@pytest.mark.parametrize("name", ["parameters", "numbers"])
def test_is_a_split_cell_put_together(toy, solved, assert_in_order, cells, name, both):
    cell = find(solved, name)
    lines = find(toy.release, name).source.strip().split("\n")
    second = copy.deepcopy(cell) if both else cells.own("")
    second.id, cell.source, second.source = "second", "\n".join(lines[:1]), "\n".join(lines[1:])
    solved.cells.insert(solved.cells.index(cell) + 1, second)
    remarks = structure.repair(solved, toy.source)
    assert_in_order(solved, toy.source)
    assert own(solved) == {}
    assert remarks == [f"Given cells were split; they were put together again: `{name}`."]


def test_is_a_changed_line_restored_and_named(toy, solved, assert_in_order):
    find(solved, "parameters").source = "FACTOR = 4.0\nSEED = 1"
    (remark,) = structure.repair(solved, toy.source)
    assert_in_order(solved, toy.source)
    assert "`parameters` (`FACTOR = 3.0`)" in remark
    assert own(solved) == {}


SETS = ["FACTOR = 4", "FACTOR += 1", "FACTOR, other = 4, 5", "for FACTOR in [4]: pass", "import math as FACTOR"]
SETS += [
    "def FACTOR(): pass",
    "(FACTOR := 4)",
    "if True:\n    FACTOR = 4",
    "del FACTOR",
    "with open('x') as FACTOR: pass",
]


SETS += [
    "files = !ls\nFACTOR = 4",
    "try:\n    1/0\nexcept Exception as FACTOR: pass",
    "match 4:\n    case FACTOR: pass",
]


@pytest.mark.parametrize("setting", SETS)
def test_does_nothing_that_is_kept_set_a_parameter(toy, solved, assert_in_order, setting):
    find(solved, "parameters").source += f"\n\nmine = 1\n{setting}\nother = 2"
    remarks = structure.repair(solved, toy.source)
    assert_in_order(solved, toy.source)
    assert own(solved)["parameters"].replace("files = !ls\n", "") == "mine = 1\nother = 2"
    assert any("What you wrote to set `FACTOR`" in remark for remark in remarks)


def test_is_an_answer_kept_that_took_the_place_of_a_given_cell(toy, solved, assert_in_order):
    find(solved, "numbers").source = ANSWER
    structure.repair(solved, toy.source)
    assert_in_order(solved, toy.source)
    assert own(solved)["numbers"] == ANSWER


def test_is_an_answer_in_its_check_run_before_it_where_nothing_else_answers(toy, solved, assert_in_order):
    find(solved, "scale").source += f"\n\n{ANSWER}"
    find(solved, "scale_answer").source = find(toy.release, "scale_answer").source
    structure.repair(solved, toy.release)
    assert_in_order(solved, toy.release)
    assert own(solved)["scale_answer"] == ANSWER

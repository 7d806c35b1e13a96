"""Is a notebook that somebody took apart put back in order, with nothing of the student's lost?"""

import copy

import nbformat
import pytest

from labgrader import structure
from labgrader.regions import split

GIVEN = ["welcome", "parameters", "numbers", "scale", "plot"]
ORDER = ["welcome", "parameters", "numbers", "scale_answer", "scale", "plot_answer", "plot"]


def find(notebook, name):
    """The cell with this grade_id."""
    return next(cell for cell in notebook.cells if structure.grade_id(cell) == name)


def texts(notebook):
    return [cell.source for cell in notebook.cells]


def test_is_a_notebook_in_order_left_alone(toy, handed_in):
    before = copy.deepcopy(handed_in)
    assert structure.repair(handed_in, toy.release) == []
    assert handed_in == before


def test_do_given_cells_get_their_hidden_regions_back(toy, handed_in):
    structure.repair(handed_in, toy.source)
    assert split(find(handed_in, "scale").source).probe == "probed = scale([10, 20])"


def copied(notebook, name, **ids):
    cell = copy.deepcopy(find(notebook, name))
    cell.id = ids.get("id", f"copy-of-{name}".replace("_", "-"))
    return cell


@pytest.mark.parametrize("name", ORDER)
@pytest.mark.parametrize("where", ["before", "behind", "at the end"])
def test_is_a_copied_cell_the_students_own(toy, handed_in, assert_in_order, name, where):
    place = {"before": 0, "behind": 1}
    at = handed_in.cells.index(find(handed_in, name)) + place[where] if where in place else len(handed_in.cells)
    copy_ = copied(handed_in, name)
    copy_.source += "\n# changed in the copy"
    handed_in.cells.insert(at, copy_)
    (remark,) = structure.repair(handed_in, toy.release)
    assert f"`{name}` was there 2 times" in remark
    assert_in_order(handed_in, toy.release)
    assert "nbgrader" not in copy_.metadata
    assert "my answer" in find(handed_in, "scale_answer").source
    assert handed_in.cells.index(copy_) == at


@pytest.mark.parametrize("name", GIVEN)
def test_is_a_deleted_given_cell_put_back_in_its_place(toy, handed_in, assert_in_order, name):
    handed_in.cells.remove(find(handed_in, name))
    (remark,) = structure.repair(handed_in, toy.release)
    assert f"missing: `{name}`" in remark
    assert_in_order(handed_in, toy.release)


def test_is_a_deleted_answer_named_and_nothing_made_up(toy, handed_in, assert_in_order):
    handed_in.cells.remove(find(handed_in, "scale_answer"))
    assert structure.repair(handed_in, toy.release) == ["No cell stands in the place of these answers: `scale_answer`."]
    assert_in_order(handed_in, toy.release, answers=["plot_answer"])
    assert "my answer" not in texts(handed_in)


def test_are_moved_cells_put_back_and_an_answer_in_several_cells_stays_before_its_check(
    toy, handed_in, assert_in_order
):
    handed_in.cells.insert(handed_in.cells.index(find(handed_in, "scale")), nbformat.v4.new_code_cell("my second part"))
    graded = find(handed_in, "scale")
    handed_in.cells.remove(graded)
    handed_in.cells.insert(0, graded)
    (remark,) = structure.repair(handed_in, toy.release)
    assert "moved" in remark
    assert "`scale`" in remark
    assert_in_order(handed_in, toy.release)
    found = texts(handed_in)
    assert found.index("my answer") < found.index("my second part") < handed_in.cells.index(find(handed_in, "scale"))


def test_are_cells_in_reverse_put_back(toy, handed_in, assert_in_order):
    handed_in.cells.reverse()
    structure.repair(handed_in, toy.release)
    assert_in_order(handed_in, toy.release)
    assert {"my answer", "my plot", "my note", "my try"} <= set(texts(handed_in))


@pytest.mark.parametrize("stripped", [lambda cell: cell.metadata.clear(), lambda cell: cell.metadata.pop("nbgrader")])
def test_is_stripped_metadata_put_back_where_cells_kept_their_ids(toy, handed_in, assert_in_order, stripped):
    for cell in handed_in.cells:
        if cell.metadata:
            stripped(cell)
    (remark,) = structure.repair(handed_in, toy.release)
    assert "lost their nbgrader metadata" in remark
    assert_in_order(handed_in, toy.release)
    assert find(handed_in, "scale_answer").source == "my answer"


def test_are_given_cells_known_by_their_text_when_ids_are_lost_too(toy, handed_in, assert_in_order):
    for number, cell in enumerate(handed_in.cells):
        cell.metadata.clear()
        cell.id = f"other-{number}"
    before = texts(handed_in)
    remarks = structure.repair(handed_in, toy.release)
    assert_in_order(handed_in, toy.release)
    assert texts(handed_in) == before
    assert find(handed_in, "scale_answer").source == "my answer"
    assert remarks[1:] == ["These answers were found by their place alone: `scale_answer`, `plot_answer`."]


@pytest.mark.parametrize("others", [[], ["scale"], ["numbers"], ["numbers", "scale"], GIVEN])
@pytest.mark.parametrize("first", ["", "my first part"])
def test_is_an_answer_that_lost_all_but_its_place_found_there(toy, handed_in, assert_in_order, cells, others, first):
    answer = find(handed_in, "scale_answer")
    answer.metadata.clear()
    answer.id = "other"
    at = handed_in.cells.index(answer)
    handed_in.cells[at:at] = [cells.own(first), nbformat.v4.new_markdown_cell("why", id="why")]
    for name in others:
        handed_in.cells.remove(find(handed_in, name))
    remarks = structure.repair(handed_in, toy.release)
    assert_in_order(handed_in, toy.release)
    assert find(handed_in, "scale_answer").source == (first or answer.source)
    assert remarks[len(others) > 0 :] == ["These answers were found by their place alone: `scale_answer`."]
    assert handed_in.cells.index(answer) < handed_in.cells.index(find(handed_in, "scale"))


def test_are_answers_that_were_moved_not_called_given(toy, handed_in):
    answer = find(handed_in, "scale_answer")
    handed_in.cells.remove(answer)
    handed_in.cells.append(answer)
    (remark,) = structure.repair(handed_in, toy.release)
    assert remark == "Cells were moved; they were put back in order: `scale_answer`."


META = {
    "an old schema": {"schema_version": 1},
    "a new schema": {"schema_version": 99},
    "no schema": {"schema_version": None},
    "a schema that is text": {"schema_version": "three"},
    "more points": {"points": 100},
    "points that are text": {"points": "all"},
    "NaN points": {"points": float("nan")},
    "flags flipped": {"grade": False, "solution": True, "locked": False},
    "all flags": {"grade": True, "solution": True, "locked": True, "task": True},
    "flags that are text": {"grade": "yes", "solution": [], "locked": {}},
    "another checksum": {"checksum": "0", "cell_type": "raw"},
}


@pytest.mark.parametrize("what", META)
def test_is_changed_metadata_as_released(toy, handed_in, assert_in_order, what):
    for cell in handed_in.cells:
        if "nbgrader" in cell.metadata:
            cell.metadata.nbgrader.update(META[what])
    structure.repair(handed_in, toy.release)
    assert_in_order(handed_in, toy.release)
    assert find(handed_in, "scale_answer").source == "my answer"


@pytest.mark.parametrize(
    "meta", [None, [], "scale", 1, {}, {"grade_id": None}, {"grade_id": ["scale"]}, {"grade_id": {}}]
)
def test_is_metadata_of_a_wrong_type_as_if_there_were_none(toy, handed_in, assert_in_order, meta):
    find(handed_in, "scale").metadata["nbgrader"] = meta
    own = next(cell for cell in handed_in.cells if cell.source == "my try")
    own.metadata["nbgrader"] = meta
    structure.repair(handed_in, toy.release)
    assert_in_order(handed_in, toy.release)
    assert "nbgrader" not in own.metadata


def test_is_an_unknown_grade_id_the_students_own(toy, handed_in, assert_in_order):
    own = next(cell for cell in handed_in.cells if cell.source == "my try")
    own.metadata["nbgrader"] = {"grade_id": "bonus", "grade": True, "points": 100, "solution": False, "locked": True}
    structure.repair(handed_in, toy.release)
    assert_in_order(handed_in, toy.release)
    assert "my try" in texts(handed_in)


@pytest.mark.parametrize("kind", ["markdown", "raw"])
def test_is_a_changed_cell_type_as_released_and_the_answer_kept(toy, handed_in, assert_in_order, kind):
    for name in ("parameters", "scale_answer", "scale"):
        cell = find(handed_in, name)
        cell.cell_type = kind
        del cell["outputs"], cell["execution_count"]
    find(handed_in, "welcome").update(cell_type="code", outputs=[], execution_count=3)
    structure.repair(handed_in, toy.release)
    assert_in_order(handed_in, toy.release)
    assert find(handed_in, "scale_answer").source == "my answer"


def test_are_cells_of_one_id_told_apart(toy, handed_in):
    for cell in handed_in.cells:
        cell.id = "scale"
    structure.repair(handed_in, toy.release)
    names = [structure.grade_id(cell) for cell in handed_in.cells if structure.grade_id(cell)]
    assert names == ORDER
    assert find(handed_in, "scale_answer").source == "my answer"


def test_does_a_cell_that_is_known_by_its_metadata_not_pass_for_another_by_its_id(toy, handed_in, assert_in_order):
    handed_in.cells.remove(find(handed_in, "numbers"))
    find(handed_in, "scale_answer").id = "numbers"
    structure.repair(handed_in, toy.release)
    assert_in_order(handed_in, toy.release)
    assert find(handed_in, "scale_answer").source == "my answer"


def test_is_only_the_number_of_a_parameter_changed():
    source = "# about\nA = 1.0  # the é slope\nB = -2; C = (\n    3\n)\nD, E = 1, 2\nprint(A)\nF = len('x')"
    assert structure.literal_assignments(source) == {"A": 1.0, "B": -2, "C": 3}
    changed = structure.with_assignments(source, {"A": -5.5, "B": 7, "C": 9, "D": 0, "print": 0})
    assert structure.literal_assignments(changed) == {"A": -5.5, "B": 7, "C": 9}
    assert changed == "# about\nA = -5.5  # the é slope\nB = 7; C = (\n    9\n)\nD, E = 1, 2\nprint(A)\nF = len('x')"

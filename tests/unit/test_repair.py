"""Is any notebook put back in order, whatever hands did to it, with nothing of the student's lost?"""

import copy

import nbformat
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from labgrader import structure

ORDER = ["welcome", "parameters", "numbers", "scale_answer", "scale", "plot_answer", "plot"]
GIVEN = [name for name in ORDER if not name.endswith("answer")]

# What a hand may do to a notebook: a list of steps, each on the cell at a position (taken modulo their number).
position = st.integers(0, 50)
steps = st.lists(
    st.one_of(
        st.tuples(st.just("delete"), position),
        st.tuples(st.just("copy"), position, position, st.booleans()),
        st.tuples(st.just("move"), position, position),
        st.tuples(st.just("strip"), position),
        st.tuples(st.just("rename"), position, st.sampled_from([*ORDER, "bonus", "", None, 7])),
        st.tuples(st.just("edit"), position),
        st.tuples(st.just("give id"), position, st.sampled_from(["parameters", "scale-answer", "plot", "other"])),
        st.tuples(st.just("retype"), position, st.sampled_from(["code", "markdown", "raw"])),
    ),
    max_size=12,
)


def take(notebook, number, step):
    """Do one step; every text that a student writes is unique."""
    cells, (what, *where) = notebook.cells, step
    if not cells:
        return
    at = where[0] % len(cells)
    if what == "delete":
        del cells[at]
    elif what == "copy":
        cell = copy.deepcopy(cells[at])
        cell.id = cell.id if where[2] else f"copy-{number}"
        cells.insert(where[1] % (len(cells) + 1), cell)
    elif what == "move":
        cell = cells.pop(at)
        cells.insert(where[1] % (len(cells) + 1), cell)
    elif what == "strip":
        cells[at].metadata.clear()
    elif what == "rename" and "nbgrader" in cells[at].metadata:
        cells[at].metadata["nbgrader"]["grade_id"] = where[1]
    elif what == "give id":
        cells[at].id = where[1]
    elif what == "edit":
        cells[at].source = f"my text {number}"
    elif what == "retype":
        new = {
            "code": nbformat.v4.new_code_cell,
            "markdown": nbformat.v4.new_markdown_cell,
            "raw": nbformat.v4.new_raw_cell,
        }
        cells[at] = new[where[1]](cells[at].source, id=cells[at].id, metadata=cells[at].metadata)


@settings(max_examples=150, database=None, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=steps)
def test_is_any_notebook_put_in_order_with_no_text_of_the_students_lost(toy, handed_in, assert_in_order, steps):
    notebook = copy.deepcopy(handed_in)
    for number, step in enumerate(steps):
        take(notebook, number, step)
    replaced = {c.source for c in notebook.cells if structure.grade_id(c) in GIVEN or c.id in GIVEN}
    wrote = [c.source for c in notebook.cells if c.source.startswith("my ") and c.source not in replaced]
    structure.repair(notebook, toy.release)
    answers = {structure.grade_id(c) for c in notebook.cells} - set(GIVEN)
    assert_in_order(notebook, toy.release, answers)
    assert set(wrote) <= {c.source for c in notebook.cells}
    again = copy.deepcopy(notebook)
    structure.repair(again, toy.release)
    assert again == notebook

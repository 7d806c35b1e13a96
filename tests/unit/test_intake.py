"""Does whatever a student hands in become a valid notebook, or a reason in words?"""

import json
import os

import nbformat
import pytest

from labgrader import candidates, corpus, intake, structure

CODE = {"cell_type": "code", "source": "x = 1", "metadata": {}, "outputs": [], "execution_count": None}


def document(*cells, **top):
    """A notebook as a program other than ours may write it."""
    return {"cells": list(cells), "metadata": {}, "nbformat": 4, "nbformat_minor": 5} | top


@pytest.fixture
def take_in(tmp_path):
    """Reads bytes, text or a document as a submission."""

    def take_in(content):
        path = tmp_path / "toy.ipynb"
        if not isinstance(content, bytes | str):
            content = json.dumps(content)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return intake.read_submission(path)

    return take_in


DAMAGED = {
    "text": "this is not JSON",
    "half of a notebook": json.dumps(document(CODE))[:-9],
    "a list": [],
    "a number": 1,
    "a text in quotes": "toy",
    "null": None,
    "an empty object": {},
    "a version that is text": document(nbformat="four"),
    "version 5": document(nbformat=5),
    "version 99": document(nbformat=99),
    "version 0": document(nbformat=0),
    "no cells": {"metadata": {}, "nbformat": 4, "nbformat_minor": 5},
    "cells that are null": document(cells=None),
    "cells that are an object": document(cells={"a": CODE}),
    "a cell that is text": document("x = 1"),
    "a cell that is null": document(None),
    "a cell without a type": document({"source": "x"}),
    "a cell whose type is a list": document(CODE | {"cell_type": ["code"]}),
    "a cell without metadata": document({"cell_type": "code", "source": "x"}),
    "a cell whose metadata is a list": document(CODE | {"metadata": []}),
    "a cell whose id is a list": document(CODE | {"id": []}),
    "a source of numbers": document(CODE | {"source": ["a", 1]}),
    "deep nesting": "[" * 100_000 + "]" * 100_000,
    "deep metadata": '{"cells": [], "nbformat": 4, "nbformat_minor": 5, "metadata": '
    + '{"a":' * 50_000
    + "1"
    + "}" * 50_001,
    "NUL bytes": "\0" * 100,
    "a picture": b"\x89PNG\r\n\x1a\n" + bytes(range(256)),
    "UTF-16 cut off": json.dumps(document(CODE)).encode("utf-16")[:-9],
}


@pytest.mark.parametrize("what", DAMAGED)
def test_is_a_damaged_file_refused_with_what_to_do(take_in, what):
    with pytest.raises(intake.Unreadable) as refused:
        take_in(DAMAGED[what] if what != "a text in quotes" else '"toy"')
    assert str(refused.value).startswith("The file is not a Jupyter notebook, or it is damaged (")
    assert str(refused.value).endswith("save it, and submit that file.")


@pytest.mark.parametrize("content", ["", " \n\t ", "\ufeff"])
def test_is_an_empty_file_called_empty(take_in, content):
    with pytest.raises(intake.Unreadable, match="The file is empty"):
        take_in(content)


def test_is_a_file_that_is_too_large_refused_unread(tmp_path):
    path = tmp_path / "toy.ipynb"
    path.touch()
    os.truncate(path, 10**12)  # a sparse file: reading it would take all memory
    with pytest.raises(intake.Unreadable, match="larger than 20 MB"):
        intake.read_submission(path)


def test_is_a_file_that_is_not_there_refused(tmp_path):
    with pytest.raises(intake.Unreadable, match="could not be opened"):
        intake.read_submission(tmp_path / "toy.ipynb")


@pytest.mark.parametrize("make", [lambda path: path.mkdir(), lambda path: os.mkfifo(path)], ids=["folder", "pipe"])
def test_is_what_is_no_file_refused(tmp_path, make):
    make(tmp_path / "toy.ipynb")
    with pytest.raises(intake.Unreadable, match="submit the notebook itself"):
        intake.read_submission(tmp_path / "toy.ipynb")


def test_is_a_link_to_the_solution_not_followed(toy, tmp_path):
    (tmp_path / "toy.ipynb").symlink_to(toy.source_path)
    with pytest.raises(intake.Unreadable, match="is a link"):
        intake.read_submission(tmp_path / "toy.ipynb")


@pytest.mark.parametrize(
    ("cell", "source"),
    [
        (CODE | {"source": ["a = 1\n", "b = 2"]}, "a = 1\nb = 2"),
        (CODE | {"source": 7}, "7"),
        (CODE | {"source": None}, "None"),
        (CODE | {"source": float("nan")}, "nan"),
        ({"cell_type": "code", "metadata": {}}, ""),
        (CODE | {"source": "a\ud800b\0"}, "a?b\0"),
        (CODE | {"execution_count": "?"}, "x = 1"),
        (CODE | {"id": 5}, "x = 1"),
        (CODE | {"id": "../é"}, "x = 1"),
        (
            CODE | {"outputs": [{"output_type": "display_data", "data": {"text/html": "<script>"}, "metadata": {}}]},
            "x = 1",
        ),
    ],
)
def test_is_an_odd_cell_made_a_valid_one(take_in, cell, source):
    notebook = take_in(document(cell))
    (found,) = notebook.cells
    assert (found.cell_type, found.source, found.outputs, found.execution_count) == ("code", source, [], None)
    nbformat.validate(notebook)
    json.dumps(notebook).encode()


def test_is_a_cell_of_an_unknown_type_kept_as_raw(take_in):
    found = take_in(
        document(CODE | {"cell_type": "heading9"}, {"cell_type": "markdown", "source": "# Title", "metadata": {}})
    )
    assert [(cell.cell_type, cell.source) for cell in found.cells] == [("raw", "x = 1"), ("markdown", "# Title")]


def test_are_ids_kept_where_they_can_be_and_made_unique(take_in):
    given = ["scale", "scale", None, "", "x" * 65, "cell-2", "ok_-9", 5]
    found = [cell.id for cell in take_in(document(*[CODE | {"id": name} for name in given])).cells]
    assert len(set(found)) == len(given)
    assert (found[0], found[5], found[6]) == ("scale", "cell-5", "ok_-9")


def test_is_all_metadata_but_nbgraders_left_behind(take_in):
    """A submission cannot bring remarks, tags or settings of its own."""
    nbgrader = {"grade_id": "scale", "points": float("nan"), "deep": {"a": [1]}}
    meta = {"nbgrader": nbgrader, "tags": ["skip-execution"], "labgrader": {"score": 9}}
    notebook = take_in(
        document(CODE | {"metadata": meta}, metadata={"labgrader": {"remarks": ["x"]}, "kernelspec": {}})
    )
    assert notebook.metadata == {}
    assert list(notebook.cells[0].metadata) == ["nbgrader"]
    assert notebook.cells[0].metadata.nbgrader.grade_id == "scale"
    assert take_in(document(CODE | {"metadata": {"nbgrader": ["scale"]}})).cells[0].metadata == {}


def test_is_an_old_notebook_brought_up_to_date(take_in):
    cells = [{"cell_type": "code", "language": "python", "input": "x = 1", "outputs": [], "collapsed": False}]
    old = {"metadata": {"name": ""}, "nbformat": 3, "nbformat_minor": 0, "worksheets": [{"cells": cells}]}
    found = take_in(old)
    assert [(cell.cell_type, cell.source) for cell in found.cells] == [("code", "x = 1")]
    assert found.nbformat == 4


def test_do_a_byte_order_mark_and_broken_letters_not_matter(take_in):
    content = json.dumps(document(CODE | {"source": "é"}), ensure_ascii=False).encode()
    assert take_in(b"\xef\xbb\xbf" + content).cells[0].source == "é"
    assert take_in(content.replace("é".encode(), b"\xff")).cells[0].source == "\ufffd"


ENCODED = {
    "UTF-16": lambda text: text.encode("utf-16"),
    "UTF-16 without a mark": lambda text: text.encode("utf-16-le"),
    "UTF-16 of a Mac": lambda text: text.encode("utf-16-be"),
    "UTF-16 of a Mac with a mark": lambda text: b"\xfe\xff" + text.encode("utf-16-be"),
    "UTF-32": lambda text: text.encode("utf-32"),
    "a mark twice": lambda text: ("\ufeff\ufeff" + text).encode(),
    "a mark behind blanks": lambda text: (" \n\ufeff" + text).encode(),
    "a mark at the end": lambda text: (text + "\n\ufeff").encode(),
    "a mark in the middle": lambda text: text.replace('"cells":', '\ufeff"cells":\ufeff').encode(),
    "a mark in front of the code": lambda text: text.replace("x =", "\ufeffx =").encode(),
}


@pytest.mark.parametrize("how", ENCODED)
def test_is_every_encoding_read_that_editors_write(take_in, how):
    text = json.dumps(document(CODE | {"source": "x = 'é'"}), ensure_ascii=False)
    assert take_in(ENCODED[how](text)).cells[0].source == "x = 'é'"


def test_is_a_real_submission_read_as_it_is(toy, take_in):
    notebook = corpus.submission(toy, {})
    found = take_in(nbformat.writes(notebook))
    assert [(cell.id, cell.source, cell.metadata) for cell in found.cells] == [
        (cell.id, cell.source, cell.metadata) for cell in notebook.cells
    ]
    assert structure.repair(found, toy.release) == []


# ---------------------------------------------------------------------------------------------------------------------


@pytest.fixture
def folder(tmp_path):
    """An empty folder that a student handed in."""
    path = tmp_path / "submitted" / "me" / "toy"
    path.mkdir(parents=True)
    return path


def test_is_a_notebook_of_another_name_taken_and_the_student_told(toy, folder):
    content = nbformat.writes(corpus.submission(toy, {}))
    (folder / "toy (1).ipynb").write_text(content)
    assert intake.put_notebook_in_place(folder, toy)
    assert (folder / "toy.ipynb").read_text() == content
    assert any("was called “toy (1).ipynb”" in remark for remark in candidates.choose(toy, folder).remarks)
    assert not intake.put_notebook_in_place(folder, toy)


@pytest.mark.parametrize("names", [[], ["a.ipynb", "b.ipynb"]])
def test_is_a_missing_notebook_graded_as_such_and_the_student_told(toy, folder, names):
    for name in names:
        (folder / name).write_text("{}")
    assert intake.put_notebook_in_place(folder, toy)
    with pytest.raises(intake.Unreadable, match=r"There was no notebook called toy\.ipynb") as refused:
        intake.read_submission(folder / "toy.ipynb")
    assert all(name in str(refused.value) for name in names)


def test_is_nothing_that_a_student_handed_in_overwritten(toy, folder):
    (folder / "toy.ipynb").write_text("mine")
    (folder / "other.ipynb").write_text("{}")
    assert not intake.put_notebook_in_place(folder, toy)
    assert (folder / "toy.ipynb").read_text() == "mine"
    assert not any("was called" in remark for remark in candidates.choose(toy, folder).remarks)


def test_is_a_link_not_taken_for_a_notebook_of_another_name(toy, folder):
    (folder / "mine.ipynb").symlink_to(toy.source_path)
    intake.put_notebook_in_place(folder, toy)
    assert (folder / "toy.ipynb").read_text() == intake.PLACEHOLDER


def test_is_the_release_with_the_reason_graded_instead(toy):
    notebook = intake.substitute(toy, "The file is empty.")
    assert notebook.cells[0].source == "**The file is empty.**"
    assert [cell.source for cell in notebook.cells[1:]] == [cell.source for cell in toy.release.cells]
    nbformat.validate(notebook)

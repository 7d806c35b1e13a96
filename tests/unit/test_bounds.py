"""What a submission makes the grading process hold, render, print and tell is bounded, in size and in words."""

from __future__ import annotations

import json
from types import SimpleNamespace

import nbformat
import pytest
from rich.console import Console
from rich.table import Table

from labgrader import intake, runner
from labgrader.cli.text import shown
from labgrader.execute.notebook_run import Limits
from labgrader.sandbox import Confinement
from labgrader.seam import clean


def read(tmp_path, notebook) -> nbformat.NotebookNode:
    path = tmp_path / "x.ipynb"
    path.write_text(notebook if isinstance(notebook, str) else json.dumps(notebook), encoding="utf-8")
    return intake.read_submission(path)


def notebook(*cells: dict) -> dict:
    return {"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": list(cells)}


def cell(source: str = "", **metadata) -> dict:
    return {"cell_type": "raw", "id": "a", "metadata": metadata, "source": source}


def test_a_notebook_of_too_many_values_cells_or_characters_is_refused_with_the_number(tmp_path):
    with pytest.raises(intake.Unreadable, match="ValueError"):
        read(tmp_path, notebook(cell(x=[{}] * intake.MAX_BRACKETS)))
    with pytest.raises(intake.Unreadable, match="more than 1000 cells"):
        read(tmp_path, notebook(*[cell()] * (intake.MAX_CELLS + 1)))
    with pytest.raises(intake.Unreadable, match="more than 1,000,000 characters"):
        read(tmp_path, notebook(cell("x" * 600_000), cell("x" * 600_000)))
    assert len(read(tmp_path, notebook(*[cell("x" * 900)] * intake.MAX_CELLS)).cells) == intake.MAX_CELLS


def test_nested_metadata_is_left_behind(tmp_path):
    made = read(tmp_path, notebook(cell(nbgrader={"grade_id": "a", "points": 1, "grade": True, "x": [[1]]})))
    assert made.cells[0].metadata.nbgrader == {"grade_id": "a", "points": 1, "grade": True}


def test_a_page_shows_so_much_text_of_a_notebook_and_all_of_its_pictures():
    room = clean.Room()
    long = nbformat.v4.new_output("stream", name="stdout", text="x" * (clean.MAX_TEXT - 10))
    (first,) = clean.clean_outputs([long], room)
    assert first.text == long.text
    picture = nbformat.v4.new_output("display_data", data={"image/png": "aGFsbG8=" * 5, "text/html": "<b>" * 50})
    cut, shown_picture = clean.clean_outputs([long, picture], room)
    assert cut.text == f"{'x' * 10}\n{clean.CUT}"
    assert shown_picture.data == {"image/png": "aGFsbG8=" * 5, "text/html": clean.CUT}


def test_markdown_that_takes_long_to_render_is_shown_as_it_stands():
    assert clean.markdown2html("*a*").strip() == "<p><em>a</em></p>"
    assert clean.markdown2html("<b>" * 10_000) == f"<pre>{'&lt;b&gt;' * 10_000}</pre>"
    room = clean.Room()
    output = nbformat.v4.new_output("display_data", data={"text/markdown": "_a " * 20_000})
    texts = [clean.clean_outputs([output], room)[0].data["text/markdown"] for _ in range(2)]
    assert [text == clean.CUT for text in texts] == [False, True]


def test_what_a_student_wrote_stops_no_table_and_steers_no_terminal():
    console = Console(width=80, record=True)
    table = Table("mistake")
    table.add_row(shown("stopped with [/red][bold]\x1b[2J\u202e"))
    console.print(table)
    text = console.export_text()
    assert "[/red][bold]" in text
    assert "\x1b" not in text


def test_what_the_second_run_alone_met_is_told_in_the_same_words_whatever_it_was():
    def session(*remarks: str) -> SimpleNamespace:
        return SimpleNamespace(remarks=list(remarks), confinement=Confinement(), limits=Limits())

    told = {
        runner._of_second(session("a"), session("a", remark))[0]
        for remark in ("Cell 3 stopped Python (exit code 7).", "Cell 9: this cell made more than 8 MB of output.")
    }
    assert len(told) == 1
    (sentence,) = told
    assert all(number in sentence for number in ("2000 MB", "200 MB", "32 MB", "8 MB", "64", "120 s", "30 s"))
    assert runner._of_second(session("a", "b"), session("a")) == []

"""Does nbgrader decide the same while it is spared doing things twice?"""

from __future__ import annotations

import shutil
from pathlib import Path

import nbformat
import nbgrader.api
import pytest
from jsonschema import ValidationError
from nbgrader.api import Gradebook
from nbgrader.nbgraderformat import MetadataValidator

from labgrader.seam.speed import remembering


def _notebook(**meta) -> nbformat.NotebookNode:
    flags = {"grade": False, "solution": True, "locked": False, "schema_version": 3, "grade_id": "a", "task": False}
    cell = nbformat.v4.new_code_cell("1", metadata={"nbgrader": flags | meta})
    return nbformat.v4.new_notebook(cells=[cell])


def _open_files() -> int:
    return len(list(Path("/proc/self/fd").iterdir()))


@pytest.mark.parametrize(
    "meta", [{"grade": "yes"}, {"points": "many"}, {"schema_version": 2}, {"grade_id": ""}, {"locked": None}]
)
def test_is_bad_metadata_refused_as_without(meta):
    notebook = _notebook(**meta)
    with pytest.raises(Exception) as without:  # noqa: PT011 - whatever nbgrader raises
        MetadataValidator().validate_nb(notebook)
    with remembering():
        MetadataValidator().validate_nb(_notebook())
        with pytest.raises(type(without.value)) as within:
            MetadataValidator().validate_nb(notebook)
    assert str(within.value) == str(without.value)


def test_is_a_schema_that_is_none_refused():
    with remembering(), pytest.raises(Exception, match="no such type"):
        nbgrader.nbgraderformat.common.jsonschema.validate({}, {"type": "no such type"})


def test_is_each_gradebook_its_own_and_closed_afterwards(tmp_path):
    urls = [f"sqlite:///{tmp_path}/{name}.db" for name in ("one", "two")]
    Gradebook(urls[0]).close()
    shutil.copy(tmp_path / "one.db", tmp_path / "two.db")
    before = _open_files()
    with remembering():
        for number, url in enumerate(urls * 2):
            with Gradebook(url) as gradebook:
                gradebook.update_or_create_student(f"s{number}")
        with Gradebook(urls[0]) as gradebook:
            assert {student.id for student in gradebook.students} == {"s0", "s2"}
    assert _open_files() == before
    with Gradebook(urls[1]) as gradebook:
        assert {student.id for student in gradebook.students} == {"s1", "s3"}


def test_are_the_tables_of_a_new_gradebook_made(tmp_path):
    with remembering():
        for name in ("one", "two"):
            with Gradebook(f"sqlite:///{tmp_path}/{name}.db") as gradebook:
                assert gradebook.students == []


def test_does_everything_go_back_to_what_it_was():
    before = nbgrader.api.create_engine, nbgrader.nbgraderformat.common.jsonschema
    with pytest.raises(ZeroDivisionError), remembering():
        raise ZeroDivisionError
    assert (nbgrader.api.create_engine, nbgrader.nbgraderformat.common.jsonschema) == before
    with pytest.raises(ValidationError):
        MetadataValidator().validate_nb(_notebook(grade="yes"))

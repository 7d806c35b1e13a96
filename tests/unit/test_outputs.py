"""What a kernel's records make of a cell: what a page of Jupyter shows, and nothing that is malformed."""

from __future__ import annotations

import json

import nbformat
import pytest

from labgrader.execute.outputs import MAX_BRACKETS, MAX_STREAMS, Outputs


@pytest.fixture
def outputs() -> Outputs:
    made = Outputs(1_000_000)
    made.begin(nbformat.v4.new_code_cell())
    return made


def shown(kind: str, **content) -> bytes:
    return json.dumps([kind, content]).encode()


def display(text: str, name: str | None = None, kind: str = "display_data") -> bytes:
    return shown(kind, data={"text/plain": text}, metadata={}, transient={"display_id": name} if name else {})


def texts(cell) -> list[str]:
    return [output.get("text") or output.data["text/plain"] for output in cell.outputs]


MALFORMED = [
    b"",
    b"\xff",
    b"{}",
    b"[]",
    b"5",
    b'["display_data"]',
    b'["display_data", null]',
    b"[" * 200_000 + b"]" * 200_000,
    b"[" * 2000 + b"]" * 2000,
    b"9" * 5000,
    shown("display_data", data=[], metadata=7),
    shown("display_data", metadata={}),
    shown("error", ename=5, evalue="", traceback=[]),
    shown("error", ename="E"),
    shown("stream", name="stdout", text="x"),
    shown("status", execution_state="idle"),
    shown("nonsense"),
]


@pytest.mark.parametrize("record", MALFORMED)
def test_a_malformed_record_is_dropped(outputs, record):
    outputs.show(record)
    assert (outputs.cell.outputs, outputs.cut) == ([], "")


def test_a_record_of_more_parts_than_an_output_has_is_not_parsed(outputs, monkeypatch):
    monkeypatch.setattr("json.loads", lambda text: pytest.fail("it was"))
    outputs.show(b'["display_data",' + b"{}," * MAX_BRACKETS + b"{}]")


def test_a_mime_bundle_keeps_text_alone(outputs):
    data = {"text/plain": "x", "text/html": 5, "image/png": ["x"], "bad\nname": "x", "x" * 300: "x"}
    outputs.show(shown("display_data", data=data, metadata=[], transient={"display_id": {"not": "a name"}}))
    (output,) = outputs.cell.outputs
    assert (output.data, output.metadata) == ({"text/plain": "x"}, {})


def test_sizes_of_pictures_are_kept_of_metadata(outputs):
    metadata = {"image/png": {"width": 3, "height": 4, "depth": 5}, "a": {"width": 10**9}, "b": 1}
    outputs.show(shown("execute_result", data={}, metadata=metadata, execution_count=10**30))
    (output,) = outputs.cell.outputs
    assert (output.metadata, output.execution_count) == ({"image/png": {"width": 3, "height": 4}}, None)


def test_what_is_printed_in_a_row_is_one_output_and_split_characters_are_whole(outputs):
    for text in ("a", "ü"):
        for byte in text.encode():
            outputs.print("stdout", bytes([byte]))
    outputs.print("stderr", b"\xff")
    outputs.print("stdout", b"b")
    outputs.end()
    assert [(output.name, output.text) for output in outputs.cell.outputs] == [
        ("stdout", "aü"),
        ("stderr", "�"),
        ("stdout", "b"),
    ]


def test_streams_in_turn_make_only_so_many_outputs(outputs):
    for _ in range(MAX_STREAMS):
        outputs.print("stdout", b"o")
        outputs.print("stderr", b"e")
    outputs.end()
    assert len(outputs.cell.outputs) == MAX_STREAMS
    assert "".join(texts(outputs.cell)).count("o") == MAX_STREAMS


def test_an_update_reaches_outputs_of_earlier_cells(outputs):
    first = outputs.cell
    for text in ("a", "b"):
        outputs.show(display(text, "one"))
    outputs.show(display("other", "two"))
    second = nbformat.v4.new_code_cell()
    outputs.begin(second)
    outputs.show(display("c", "one", "update_display_data"))
    assert (texts(first), texts(second)) == (["c", "c", "other"], [])


def test_a_cleared_output_is_updated_no_more(outputs):
    outputs.show(display("a", "one"))
    outputs.print("stdout", b"x")
    outputs.show(shown("clear_output", wait=True))
    assert len(outputs.cell.outputs) == 2
    outputs.print("stdout", b"y")
    outputs.show(display("b", "one", "update_display_data"))
    outputs.end()
    assert texts(outputs.cell) == ["y"]
    outputs.show(shown("clear_output", wait=False))
    assert outputs.cell.outputs == []


def test_an_update_counts_once_for_each_output_that_it_changes(outputs):
    for _ in range(40):
        outputs.show(display("a", "one"))
    outputs.show(display("x" * 20_000, "one", "update_display_data"))
    assert outputs.cut == ""
    outputs.show(display("x" * 20_000, "one", "update_display_data"))
    assert outputs.cut == "this cell made more than 1 MB of output and was stopped"
    outputs.show(display("late"))
    outputs.print("stdout", b"late")
    outputs.end()
    assert len(outputs.cell.outputs) == 41
    assert outputs.cell.outputs[-1].ename == "OutputLimit"


def test_the_name_of_an_error_alone_is_no_limit(outputs):
    assert outputs.met_by("OutputLimit") == ""
    outputs.print("stdout", b"x" * 600_000)
    assert outputs.met_by("ValueError") == ""
    assert "1 MB" in outputs.met_by("OutputLimit")


def test_an_execution_count_is_a_number(outputs):
    for text in (b"", b"x", b"-1", b"9" * 30, "٣".encode()):
        outputs.count(text)
        assert outputs.cell.execution_count is None
    outputs.count(b"7")
    assert outputs.cell.execution_count == 7

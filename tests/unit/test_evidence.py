"""Is what a kernel sends read as evidence only when it is evidence?"""

import json
import math

import pytest
from pydantic import ValidationError

from labgrader import evidence
from labgrader.evidence import CellEvidence, Evidence, RaisedError, RunRecord

ONE = {"kind": "int", "value": 1}
ARRAY = {"kind": "tensor", "shape": [1], "dtype": "float32", "values": [1]}
MODULE = {"kind": "module", "type": "Linear", "parameters": {"weight": ARRAY}}
LOADER = {"kind": "loader", "number": 1, "batch_size": None, "length": None, "dataset_length": None}
LINE = {"x": [1], "y": ["nan"], "label": "", "style": "-", "color": "#000000ff", "marker": "None"}
AXES = {name: "" for name in ("title", "xlabel", "ylabel", "xscale", "yscale")} | {
    "lines": [LINE],
    "legend": None,
    "texts": [],
}
FULL = {
    "version": 1,
    "names": {"a": ONE, "b": {"kind": "list", "length": 1, "items": [ONE]}, "c": ARRAY, "d": MODULE, "e": LOADER},
    "epochs": [{"cell": 1, "loader": 1, "batch_size": 20, "batches": [[0, 1]]}],
    "figures": [{"cell": 1, "number": 1, "title": "", "axes": [AXES]}],
    "notes": ["a word"],
}


def test_is_evidence_of_this_version_read():
    found = evidence.read(json.dumps(FULL))
    assert found.names["b"].items[0].value == 1
    assert found.epochs[0].batches == [[0, 1]]
    assert math.isnan(found.figures[0].axes[0].lines[0].y[0])
    assert evidence.read(found.model_dump_json()).model_dump_json() == found.model_dump_json()


@pytest.mark.parametrize("version", [0, 2, "1", None, 1.5])
def test_is_every_other_version_refused(version):
    with pytest.raises(ValidationError, match="version"):
        evidence.read(json.dumps(FULL | {"version": version}))


@pytest.mark.parametrize("part", ["version", "names"])
def test_is_evidence_without_its_version_or_its_names_refused(part):
    with pytest.raises(ValidationError, match=part):
        evidence.read(json.dumps({key: value for key, value in FULL.items() if key != part}))


def wrapped(value):
    return FULL | {"names": {"x": value}}


@pytest.mark.parametrize(
    "report",
    [
        FULL | {"score": 10},
        wrapped(ONE | {"points": 1}),
        wrapped(ARRAY | {"code": "x"}),
        FULL | {"epochs": [FULL["epochs"][0] | {"extra": 1}]},
        FULL | {"figures": [FULL["figures"][0] | {"extra": 1}]},
        wrapped({"kind": "pickle", "value": "gASVAA=="}),
        wrapped({"value": 1}),
        wrapped({"kind": "list", "length": -1, "items": []}),
        wrapped({"kind": "list", "length": 1, "items": [1]}),
        wrapped({"kind": "dict", "length": 1, "items": [[ONE]]}),
        wrapped(ARRAY | {"values": ["one"]}),
        wrapped(ARRAY | {"shape": [-1]}),
        wrapped(ARRAY | {"shape": [10**9] * 100_000}),
        wrapped({"kind": "str", "value": "x" * 10_001}),
        wrapped({"kind": "note", "type": "x" * 201, "why": ""}),
        wrapped(MODULE | {"parameters": {"weight": ONE}}),
        FULL | {"names": {"x" * 201: ONE}},
        FULL | {"names": [ONE]},
        FULL | {"epochs": None},
        FULL | {"epochs": [{"cell": 1, "loader": 1, "batch_size": 20, "batches": [["a"]]}]},
        [],
        None,
        1,
    ],
)
def test_is_anything_that_the_schema_does_not_name_refused(report):
    with pytest.raises(ValidationError):
        evidence.read(json.dumps(report))


@pytest.mark.parametrize(
    "text", ["", "{", "\x00", b"\xff\xfe", "[" * 100_000, '{"version": 1, "names": {}} x', "1" * 9999]
)
def test_is_what_is_no_json_refused(text):
    with pytest.raises(ValueError, match=r"JSON|deeper"):
        evidence.read(text)


def test_is_evidence_of_too_many_values_refused_unread_and_brackets_in_a_text_are_none():
    item = '{"kind": "none"}'
    items = '{"version": 1, "names": {"x": {"kind": "list", "length": 1, "items": [%s]}}}'
    with pytest.raises(ValueError, match="more or of deeper values"):
        evidence.read(items % ",".join([item] * evidence.MAX_OBJECTS))
    with pytest.raises(ValueError, match="more or of deeper values"):
        evidence.read(items % ",".join(["[]"] * evidence.MAX_LISTS))
    text = r"[\"{" * 2_000
    found = evidence.read(items % ",".join(['{"kind": "str", "value": "' + text + '"}'] * 50))
    assert found.names["x"].items[49].value == '["{' * 2_000


def test_is_evidence_that_is_too_large_refused_unread():
    with pytest.raises(ValueError, match="4000001 bytes"):
        evidence.read(" " * (evidence.MAX_BYTES + 1))
    small = json.dumps(FULL)
    assert evidence.read(small + " " * (evidence.MAX_BYTES - len(small))).version == 1


def test_is_evidence_nested_without_end_refused():
    opening, closing = '{"kind": "list", "length": 1, "items": [', "]}"
    value = opening * 50_000 + json.dumps(ONE) + closing * 50_000
    with pytest.raises(ValueError, match="deeper"):
        evidence.read('{"version": 1, "names": {"x": ' + value + "}}")


def test_can_evidence_not_be_changed_once_read():
    found = evidence.read(json.dumps(FULL))
    with pytest.raises(ValidationError, match="frozen"):
        found.names["a"].value = 2


def test_is_a_record_the_same_after_it_was_kept():
    """Evidence is kept, so that a class can be graded again without running anything."""
    values = {"kind": "array", "shape": [3], "dtype": "float64", "values": ["nan", "inf", "-inf"]}
    cell = CellEvidence(
        grade_id="scale",
        parameters={"FACTOR": 3.0},
        evidence=Evidence.model_validate(wrapped(values)),
        owners={1: "parameters", 2: ""},
        given=[1],
        errors=[RaisedError(cell=3, given=False, name="NameError", message="name 'x' is not defined")],
    )
    record = RunRecord(lab="toy", unseen_set=4, released={"scale": cell}, unseen={"scale": cell})
    kept = RunRecord.model_validate_json(record.model_dump_json())
    assert kept.model_dump_json() == record.model_dump_json()
    found = kept.released["scale"]
    assert math.isnan(found.evidence.names["x"].values[0])
    assert found.evidence.names["x"].values[1:] == [math.inf, -math.inf]
    assert (found.owners, found.given, found.errors) == (cell.owners, [1], cell.errors)

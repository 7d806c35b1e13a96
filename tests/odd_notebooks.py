"""Hypothesis strategies: submissions as no program should write them, most of them made of one that is right.

What is odd is named here, so that a failing example reads well: a text that begins with `RAW` stands for what JSON
libraries do not write.
"""

from __future__ import annotations

import copy
import gzip
import json
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import nbformat
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from labgrader import corpus
from labgrader.lab import Lab
from labgrader.regions import split

RAW = "@raw "
WRITTEN = {
    "NaN": "NaN",
    "-Infinity": "-Infinity",
    "1e400": "1e400",
    "minus zero": "-0.0",
    "400 digits": "1" * 400,
    "5000 digits": "1" * 5000,
    "200 deep": "[" * 200 + "]" * 200,
    "objects 900 deep": '{"a":' * 900 + "1" + "}" * 900,
    "100000 deep": "[" * 100_000 + "]" * 100_000,
    "100000 numbers": "[" + "0," * 99_999 + "0]",
    "one key twice": '{"nbgrader": {"grade_id": "scale"}, "nbgrader": []}',
    "undefined": "undefined",
    "nothing": "",
    "half a surrogate": '"\\ud83d"',
    "a broken escape": '"\\x"',
}
TEXTS = ["", " ", "\n", "\0", "a\0b", "\ud800", "x\udcff", "\u202ex = 1", "e\u0301", "\u2028", "\ufeff", "\x1b[31mred"]
TEXTS += ["scale", "plot", "scale_answer", "ѕcale", "scale\n", "Scale", "labgrader-unreadable", "cell-1", "parameters"]
TEXTS += ["x" * 65, "x" * 70_000, "1" * 5000, "é" * 1_000_000, "\n" * 100_000, "(" * 5000, "`" * 3000, "[" * 20_000]
TEXTS += ["<script>", "</script>", "{{ 1/0 }}", "{% raw %}", "%%bash\nexit", "!ls", "code", "markdown", "raw", "\r"]
TEXTS += ["### BEGIN HIDDEN TESTS", "### END HIDDEN TESTS\n### BEGIN HIDDEN TESTS", "### BEGIN SOLUTION", "heading"]
TEXTS += [
    "=== BEGIN MARK SCHEME ===",
    "nan",
    "inf",
    "1e400",
    "true",
    "null",
    "../../x",
    "/etc/passwd",
    "a/b",
    "$x^2$ $",
]
NUMBERS = [0, -1, 1, 2, 3, 4, 5, 99, 2**31, 2**63, 2**64, 0.5, -1.5, 1e300]
odd = st.one_of(
    st.sampled_from([None, True, False, [], {}, [[]], [None], {"": None}, ["a", 1], {"a": {"b": [1]}}]),
    st.sampled_from(NUMBERS),
    st.sampled_from(TEXTS),
    st.sampled_from(sorted(WRITTEN)).map(lambda name: RAW + name),
    st.text(st.characters(), max_size=20),  # surrogates, too
    st.lists(st.sampled_from(TEXTS), max_size=3),
    st.recursive(
        st.none() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=5),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
        max_leaves=5,
    ),
)
# Where a wrong value tells most.
KEYS = set("attachments cell_type cells checksum data deletable evalue execution_count grade grade_id id input".split())
KEYS |= set("language_info locked metadata name nbformat nbformat_minor nbgrader orig_nbformat output_type".split())
KEYS |= set("outputs points schema_version solution source tags task text traceback widgets worksheets".split())
BUNDLE = {
    "text/plain": ["a\n", "b"],
    "text/html": "<b>x</b>",
    "text/markdown": "*x*",
    "text/latex": "$x$",
    "image/png": "iVBORw0KGgo=",
    "image/jpeg": "AAAA\n",
    "image/gif": "AAAA",
    "image/svg+xml": "<svg/>",
    "application/json": {"a": [1, None]},
    "application/javascript": "alert(1)",
    "application/pdf": "AAAA",
    "application/vnd.jupyter.widget-view+json": {"model_id": "m", "version_major": 2},
    "application/vnd.labgrader.verdict+json": {"verdict": {}, "remarks": []},
}
OUTPUTS = [
    {"output_type": "stream", "name": "stdout", "text": ["half\n", "way"]},
    {"output_type": "display_data", "data": BUNDLE, "metadata": {"image/png": {"width": 1, "height": 1}}},
    {"output_type": "execute_result", "data": BUNDLE, "metadata": {}, "execution_count": 1},
    {"output_type": "error", "ename": "E", "evalue": "x", "traceback": ["\x1b[31mE\x1b[0m", "x"]},
    {"output_type": "update_display_data", "data": BUNDLE, "metadata": {}, "transient": {"display_id": "d"}},
]
WIDGETS = {"application/vnd.jupyter.widget-state+json": {"version_major": 2, "state": {"m": {"model_name": "X"}}}}


def _with_all(solved: dict) -> dict:
    """A notebook with something of everything that a notebook may hold."""
    notebook = copy.deepcopy(solved)
    notebook["metadata"] |= {"widgets": WIDGETS, "kernelspec": {"name": "python3"}, "language_info": {"name": "python"}}
    notebook["metadata"] |= {"celltoolbar": "Create Assignment", "title": "x", "authors": [{"name": "x"}]}
    for cell in notebook["cells"]:
        if cell["cell_type"] == "code":
            cell["outputs"], cell["execution_count"] = copy.deepcopy(OUTPUTS[:4]), 1
        else:
            cell["attachments"] = {"a.png": {"image/png": "AAAA"}}
        cell["metadata"] |= {"tags": ["x"], "collapsed": False, "jupyter": {"source_hidden": True}}
    return notebook


def documents(lab: Lab) -> list[dict]:
    """A lab that is solved, in every version of the format, plain and with something of everything."""
    notebook = copy.deepcopy(lab.source)
    for cell in notebook.cells:
        cell.source = corpus.without_markers(split(cell.source).visible)
    solved = json.loads(json.dumps(notebook))
    without_ids = copy.deepcopy(solved) | {"nbformat_minor": 4}
    for cell in without_ids["cells"]:
        del cell["id"]
    made = [solved, _with_all(solved), without_ids]
    for version in (3, 2):
        old = nbformat.convert(nbformat.from_dict(copy.deepcopy(without_ids)), version)
        made.append(json.loads(json.dumps(old)))
    return made


def _places(value: Any) -> Iterator[tuple[Any, Any]]:
    """Every place of a document that holds a value: its container and its key there."""
    waiting = [value]
    while waiting:
        held = waiting.pop()
        found = list(held.items() if isinstance(held, dict) else enumerate(held))
        for key, inner in found:
            yield held, key
            if isinstance(inner, dict | list):
                waiting.append(inner)


@st.composite
def _change(draw: DrawFn, document: dict) -> None:
    """Change one thing in a document."""
    places = list(_places(document))
    telling = [place for place in places if place[1] in KEYS]
    if draw(st.booleans()) and telling:
        places = telling
    if not places:
        return
    held, key = places[draw(st.integers(0, 10**6)) % len(places)]
    match draw(st.sampled_from(["put", "put", "put", "drop", "repeat", "wrap", "add", "copy", "rename"])):
        case "put":
            held[key] = copy.deepcopy(draw(odd))  # what is changed next is this one's alone
        case "drop":
            del held[key]
        case "repeat" if isinstance(held, list):
            times = draw(st.sampled_from([1, 2, 2, 50, 1200]))
            held[key:key] = [copy.deepcopy(held[key]) for _ in range(times)] if len(places) < 2000 else []
        case "wrap":
            held[key] = [held[key]]
        case "add" if isinstance(held, dict):
            held[draw(st.sampled_from(sorted(KEYS)) | st.text(st.characters(), max_size=8))] = copy.deepcopy(draw(odd))
        case "copy":
            other, there = places[draw(st.integers(0, 10**6)) % len(places)]
            held[key] = copy.deepcopy(other[there])
        case "rename" if isinstance(held, dict):
            held[draw(st.sampled_from(sorted(KEYS)))] = held.pop(key)


def _text(document: Any, *, ascii_only: bool, indent: int | None) -> str:
    """JSON of a document, and of what stands in it for what is no JSON."""
    text = json.dumps(document, ensure_ascii=ascii_only, indent=indent)
    return re.sub(f'"{RAW}([^"]*)"', lambda found: WRITTEN.get(found[1], found[0]), text)


ENCODINGS = ["utf-8-sig", "utf-16", "utf-16-le", "utf-32", "utf-7", "latin-1", "cp1252", "cp037"]


def _damage(draw: DrawFn, content: bytes) -> bytes:
    """Bytes that a bad disk, mail program or editor would make of a file."""
    at = draw(st.integers(0, max(0, len(content) - 1)))
    match draw(st.sampled_from(["cut", "flip", "insert", "remove", "twice", "before", "behind", "crlf", "zip"])):
        case "cut":
            return content[:at]
        case "flip":
            return content[:at] + bytes([draw(st.integers(0, 255))]) + content[at + 1 :]
        case "insert":
            return content[:at] + draw(st.sampled_from([b"\0", b"\xff\xfe", b"\n", b'"', b"}", b"\xc3"])) + content[at:]
        case "remove":
            return content[:at] + content[at + draw(st.integers(1, 200)) :]
        case "twice":
            return content + content
        case "before":
            return draw(st.binary(max_size=9)) + content
        case "behind":
            return content + draw(st.binary(max_size=9))
        case "crlf":
            return content.replace(b"\n", b"\r\n")
        case _:
            return gzip.compress(content, mtime=0)


@st.composite
def files(draw: DrawFn, bases: list[dict]) -> bytes:
    """The bytes of a file that is, was, or should have been a notebook."""
    if draw(st.integers(0, 19)) == 0:
        document = draw(odd)
    else:
        document = copy.deepcopy(draw(st.sampled_from(bases)))
        for _ in range(draw(st.integers(0, 6))):
            draw(_change(document))
    text = _text(document, ascii_only=draw(st.booleans()), indent=draw(st.sampled_from([None, 1])))
    if draw(st.integers(0, 9)) == 0:
        content = text.encode(draw(st.sampled_from(ENCODINGS)), "replace")
    else:
        content = text.encode("utf-8", draw(st.sampled_from(["surrogatepass", "replace"])))
    return _damage(draw, content) if draw(st.integers(0, 5)) == 0 else content


NAMES = ["toy (1).ipynb", "TOY.ipynb", "toy.IPYNB", "toy.ipynb.txt", ".ipynb", "tоy.ipynb", "toy.ipynb\n", " toy.ipynb"]
NAMES += ["\udcff.ipynb", "<b>.ipynb", "x" * 249 + ".ipynb", "\x1b[31m.ipynb", "toy.py", "scale.py", "notes.txt"]
NAMES += [
    "torch.py",
    "json.so",
    "timestamp.txt",
    "a\nb.csv",
    "\udcfe",
    "-rf",
    "~",
    "conftest.py",
    ".hidden",
    "nbformat",
]
LINK, FOLDER, PIPE = "a link", "a folder", "a pipe"

# What stands in a submission's folder: by name, a file's content, or what else it is.
Folder = dict[str, bytes | str]


def put(folder: Path, held: Folder, link: Path) -> None:
    """Make a submission's folder; links lead to a file of the teachers'."""
    folder.mkdir(parents=True)
    for name, content in held.items():
        path = folder / name
        if isinstance(content, bytes):
            path.write_bytes(content)
        elif content == LINK:
            path.symlink_to(link)
        elif content == FOLDER:
            path.mkdir()
        else:
            os.mkfifo(path)


@st.composite
def folders(draw: DrawFn, bases: list[dict]) -> Folder:
    """What a student handed in: mostly a notebook of the right name."""
    where = draw(st.integers(0, 9))
    held: Folder = {}
    if where:
        held["toy.ipynb"] = draw(files(bases))
    if where < 2:
        special = st.sampled_from([LINK, FOLDER, PIPE])
        small = st.sampled_from([b"", b"{}", b"2026-02-30", b"\xff" * 300, b"2026-02-01 12:00:00 UTC"])
        held |= draw(st.dictionaries(st.sampled_from(NAMES), special | small | files(bases), max_size=3))
        if draw(st.integers(0, 4)) == 0:
            held["toy.ipynb"] = draw(special)
    return held


_STREAM = {"name": "stdout", "text": "half way\n"}
_ERROR = {"ename": "E", "evalue": "x", "traceback": ["\x1b[31mE\x1b[0m", "x"]}
_SHOWN = {"data": BUNDLE, "metadata": OUTPUTS[1]["metadata"], "transient": {"display_id": "d"}}
_MESSAGES = [("stream", _STREAM), ("error", _ERROR), ("display_data", _SHOWN)]
_MESSAGES += [("execute_result", _SHOWN | {"execution_count": 1}), ("update_display_data", _SHOWN)]


@st.composite
def _message(draw: DrawFn) -> tuple[str, Any]:
    kind, content = copy.deepcopy(draw(st.sampled_from(_MESSAGES)))
    for _ in range(draw(st.integers(0, 3))):
        draw(_change(content))
    return kind, content


def messages() -> SearchStrategy[list[tuple[str, Any]]]:
    """What a kernel sends while a cell runs: a kind and a content each."""
    return st.lists(_message(), max_size=4)


def plain(value: Any) -> Any:
    """A value with what Python can hold in the place of what only text can."""
    return json.loads(re.sub(f'"{RAW}[^"]*"', "NaN", json.dumps(value)))

"""What cells show, as it is put into a notebook: rebuilt from records, with every field of the type that it must have.

The process that writes the records runs student code.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from nbformat.notebooknode import NotebookNode, from_dict

MAX_NAME = 200  # characters of an error's name, a mime type, a display id
MAX_TYPES = 20  # mime types of one output
MAX_FRAMES = 500  # of a traceback
MAX_COUNT = 1_000_000_000
MAX_BRACKETS = 100_000  # in one record: an object or a list takes a thousand times the memory of its brackets
MAX_STREAMS = 1_000  # pieces of a cell's printed text; further ones are added to the last of their kind
MAX_OUTPUTS = 2_000  # of one cell, printed text not counted; the supervisor counts them
MB = 1_000_000

Content = dict[str, Any]


class Outputs:
    """Puts what cells show into the cells of a notebook, as a notebook's page does.

    Args:
        cell_output: bytes of output that are kept of one cell.

    Attributes:
        cut: which limit the output of the cell met, in words, or "".
    """

    def __init__(self, cell_output: int) -> None:
        self.cell_output = cell_output
        self._places: dict[str, list[tuple[NotebookNode, NotebookNode]]] = {}  # cells and outputs, by display id
        self._printed: list[tuple[NotebookNode, list[bytes]]] = []  # the pieces of printed text, and their parts
        self._last: dict[str, tuple[NotebookNode, list[bytes]]] = {}  # the last of each stream

    def begin(self, cell: NotebookNode) -> None:
        """What is shown from now on belongs to a cell."""
        self.cell, self.cut = cell, ""
        self._bytes = 0
        self._clears = False
        self._clear()

    def end(self) -> None:
        """All that the cell showed has come."""
        for output, parts in self._printed:
            output.text = b"".join(parts).decode("utf-8", "replace")

    def count(self, text: bytes) -> None:
        """The cell's execution count."""
        if text.isdigit() and len(text) < 10:
            self.cell.execution_count = int(text)

    def print(self, name: str, text: bytes) -> None:
        """Printed text of "stdout" or "stderr"."""
        if self.cut:
            return
        self._bytes += len(text)
        outputs = self._cleared()
        last = self._last.get(name)
        if last is None or (outputs[-1] is not last[0] and len(self._printed) < MAX_STREAMS):
            last = self._last[name] = _output("stream", name=name, text=""), []
            self._printed.append(last)
            outputs.append(last[0])
        last[1].append(text)

    def show(self, record: bytes) -> None:
        """Anything else; what is malformed is dropped."""
        if self.cut:
            return
        try:
            kind, content = _read(record)
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
            return
        name = content.pop("display_id", "")
        places = self._places.get(name, []) if name else []
        self._bytes += len(record) * (max(1, len(places)) if kind == "update_display_data" else 1)
        if self._bytes > self.cell_output:
            self.limit("bytes")
        elif kind == "clear_output":
            self._clears = content["wait"]
            if not content["wait"]:
                self._clear()
        else:
            output = _output("display_data" if kind == "update_display_data" else kind, **content)
            for _, earlier in places:
                earlier.data, earlier.metadata = output.data, output.metadata
            if kind != "update_display_data":
                self._add(output, name)

    def limit(self, what: str) -> None:
        """Too much output was made: say so in its place, and drop what comes after."""
        met = f"{MAX_OUTPUTS} pieces of output" if what == "pieces" else self._whole
        self.cut = f"this cell made more than {met} and was stopped"
        self.cell.outputs.append(_output("error", ename="OutputLimit", evalue=self.cut, traceback=[self.cut]))

    def met_by(self, error: str) -> str:
        """Which limit the cell's output met, as counted here; "" for none.

        Args:
            error: the name of what the cell raised. Printing without end is ended in the kernel (`inside.records`),
                shortly before it would be by its supervisor; such a name alone says nothing.
        """
        if error == "OutputLimit" and self._bytes >= self.cell_output / 2:
            self.cut = self.cut or f"this cell made more than {self._whole} and was stopped"
        return self.cut

    @property
    def _whole(self) -> str:
        return f"{self.cell_output / MB:g} MB of output"

    def _add(self, output: NotebookNode, name: str) -> None:
        if output.output_type == "execute_result":
            self.cell.execution_count = output.execution_count
        self._cleared().append(output)
        if name:
            self._places.setdefault(name, []).append((self.cell, output))

    def _cleared(self) -> list[NotebookNode]:
        """The cell's outputs, cleared first if that is to be done when something comes."""
        if self._clears:
            self._clears = False
            self._clear()
        return self.cell.outputs

    def _clear(self) -> None:
        self.cell.outputs = []
        self._printed, self._last = [], {}
        for name, places in self._places.items():
            self._places[name] = [place for place in places if place[0] is not self.cell]


def _output(kind: str, **content: Any) -> NotebookNode:
    """An output whose fields are known to be right: validating each of them takes longer than all the rest."""
    return from_dict({"output_type": kind, **content})


def _read(record: bytes) -> tuple[str, Content]:
    """The kind and the fields of an output.

    Raises:
        ValueError, TypeError, KeyError, AttributeError, RecursionError: it is none.
    """
    if record.count(b"[") + record.count(b"{") > MAX_BRACKETS:
        raise ValueError("more parts than an output has")
    kind, content = json.loads(record.decode("utf-8", "replace"))
    return kind, KINDS[kind](content)


def _text(value: Any, limit: int | None = None) -> str:
    if not isinstance(value, str):
        raise TypeError("no text")
    return value.encode("utf-8", "replace").decode("utf-8")[:limit]


def _bundle(data: Any) -> Content:
    """The entries of a mime bundle that are text: JSON is shown nowhere, and may be nested too deep to be copied."""
    kept = {}
    for mime, value in data.items():
        usable = 0 < len(mime) <= MAX_NAME and mime.isascii() and mime.isprintable() and isinstance(value, str)
        if usable and len(kept) < MAX_TYPES:
            kept[mime] = _text(value)
    return kept


def _display(content: Content) -> Content:
    transient = content.get("transient")
    display_id = transient.get("display_id") if isinstance(transient, dict) else None
    kept = {"data": _bundle(content["data"]), "metadata": _sizes(content.get("metadata"))}
    if isinstance(display_id, str) and len(display_id) <= MAX_NAME:
        kept["display_id"] = display_id
    return kept


def _sizes(metadata: Any) -> Content:
    """Of an output's metadata: the width and height of a picture. Nothing else is used."""
    kept = {}
    for mime, values in metadata.items() if isinstance(metadata, dict) else ():
        if len(kept) < MAX_TYPES and len(mime) <= MAX_NAME and isinstance(values, dict):
            sizes = {name: values[name] for name in ("width", "height") if type(values.get(name)) is int}
            if sizes and all(0 < size < 100_000 for size in sizes.values()):
                kept[mime] = sizes
    return kept


def _result(content: Content) -> Content:
    count = content.get("execution_count")
    return _display(content) | {"execution_count": count if type(count) is int and 0 <= count < MAX_COUNT else None}


def _error(content: Content) -> Content:
    frames = content.get("traceback")
    frames = frames if isinstance(frames, list) else []
    return {
        "ename": _text(content["ename"], MAX_NAME),
        "evalue": _text(content["evalue"]),
        "traceback": [_text(frame) for frame in frames[:MAX_FRAMES] if isinstance(frame, str)],
    }


def _clear(content: Content) -> Content:
    return {"wait": content.get("wait") is True}


KINDS: dict[str, Callable[[Content], Content]] = {
    "display_data": _display,
    "update_display_data": _display,
    "execute_result": _result,
    "error": _error,
    "clear_output": _clear,
}

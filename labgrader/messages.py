"""Kernel messages as they may be: rebuilt from what came, with every field of the type that the protocol gives it.

The process that sends them runs student code and knows the key that they are signed with.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from jupyter_client.session import Session

MAX_NAME = 200  # characters of an error's name, a mime type, a display id
MAX_TYPES = 20  # mime types of one output
MAX_FRAMES = 500  # of a traceback
MAX_COUNT = 1_000_000_000

Content = dict[str, Any]


class _Malformed(Exception):
    """The message is dropped."""


def checked(session: Session, parts: list[bytes]) -> dict[str, Any] | None:
    """A message, or None when it is not signed, not well-formed, or of a kind that nobody waits for."""
    try:
        _, signed = session.feed_identities(parts)
        message = session.deserialize(signed[:5])  # what comes after these are buffers, which nobody reads
        kind = message["header"]["msg_type"]
        header = {"msg_id": _text(message["header"], "msg_id", MAX_NAME), "msg_type": kind}
        parent = message["parent_header"]
        parent_id = parent.get("msg_id") if isinstance(parent, dict) else None
        return {
            "header": header,
            "msg_id": header["msg_id"],
            "msg_type": kind,
            "parent_header": {"msg_id": parent_id} if isinstance(parent_id, str) else {},
            "metadata": {},
            "content": KINDS[kind](message["content"]),
            "buffers": [],
        }
    except (Exception, RecursionError):  # whatever zmq, hmac, json and a missing or odd field raise
        return None


def _text(content: Content, name: str, limit: int | None = None) -> str:
    value = content[name]
    if not isinstance(value, str):
        raise _Malformed(name)
    return value.encode("utf-8", "replace").decode("utf-8")[:limit]


def _count(content: Content) -> int | None:
    value = content.get("execution_count")
    return value if type(value) is int and 0 <= value < MAX_COUNT else None


def _stream(content: Content) -> Content:
    if content["name"] not in ("stdout", "stderr"):
        raise _Malformed("name")
    return {"name": content["name"], "text": _text(content, "text")}


def _bundle(data: Any) -> Content:
    """The entries of a mime bundle that are text: JSON is shown nowhere, and may be nested too deep to be copied."""
    kept = {}
    for mime, value in data.items():
        usable = 0 < len(mime) <= MAX_NAME and mime.isascii() and mime.isprintable() and isinstance(value, str)
        if usable and len(kept) < MAX_TYPES:
            kept[mime] = _text(data, mime)
    return kept


def _display(content: Content) -> Content:
    transient = content.get("transient")
    display_id = transient.get("display_id") if isinstance(transient, dict) else None
    kept = {"data": _bundle(content["data"]), "metadata": _sizes(content.get("metadata"))}
    if isinstance(display_id, str) and len(display_id) <= MAX_NAME:
        kept["transient"] = {"display_id": display_id}
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
    return _display(content) | {"execution_count": _count(content)}


def _error(content: Content) -> Content:
    frames = content.get("traceback")
    frames = frames if isinstance(frames, list) else []
    return {
        "ename": _text(content, "ename", MAX_NAME),
        "evalue": _text(content, "evalue"),
        "traceback": [_text({"": frame}, "") for frame in frames[:MAX_FRAMES] if isinstance(frame, str)],
    }


def _status(content: Content) -> Content:
    return {"execution_state": _text(content, "execution_state", MAX_NAME)}


def _clear(content: Content) -> Content:
    return {"wait": content.get("wait") is True}


def _input(content: Content) -> Content:
    count = _count(content)
    return {} if count is None else {"execution_count": count}


def _reply(content: Content) -> Content:
    """The answer to a request to run code."""
    kept = {"status": "ok" if content["status"] == "ok" else "error"}
    if kept["status"] == "error":
        kept |= {"ename": str(content.get("ename", ""))[:MAX_NAME], "evalue": "", "traceback": []}
    return kept | _input(content)


def _info(content: Content) -> Content:
    return {"status": "ok"}


def _evidence(content: Content) -> Content:
    if content["status"] != "ok":
        return {"status": "error"}
    return {"status": "ok", "evidence": _text(content, "evidence")}


KINDS: dict[str, Callable[[Content], Content]] = {
    "stream": _stream,
    "display_data": _display,
    "update_display_data": _display,
    "execute_result": _result,
    "error": _error,
    "status": _status,
    "clear_output": _clear,
    "execute_input": _input,
    "execute_reply": _reply,
    "kernel_info_reply": _info,
    "labgrader_evidence_reply": _evidence,
    "labgrader_probe_reply": _evidence,
}

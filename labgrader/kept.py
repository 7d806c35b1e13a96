"""What running submissions led to, kept by content: all that a result depends on is in its key.

So grading an unchanged class again runs nothing, and changed graders judge evidence that is there already. One file a
result, in `.labgrader/evidence/<lab>/`, outside of every folder that nbgrader copies, deletes or releases.
"""

from __future__ import annotations

import dataclasses
import gc
import hashlib
import json
import os
import platform
import struct
import zlib
from collections.abc import Collection
from functools import cache
from importlib.metadata import version
from pathlib import Path

import nbformat

from labgrader.evidence import RunRecord
from labgrader.lab import Lab
from labgrader.runner import Job, Result
from labgrader.sandbox import Confinement
from labgrader.whole import write

LIBRARIES = ("ipykernel", "ipython", "matplotlib", "numpy", "torch")
LEVEL = 1  # of compression: most of it is digits
TOOK = b"TOOK"  # comes last, before the seconds that running took, if anything was run


# What of the engine a result depends on, below its own folder: a change of anything else runs nobody's code again.
MAKES_EVIDENCE = (
    "inside/**/*.py",
    "execute/*.py",
    *(f"{name}.py" for name in "assignments cells evidence forkserver found given kernels lent plaintext".split()),
    *(f"{name}.py" for name in "regions runner sandbox statements structure syntax".split()),
)


@cache
def engine() -> str:
    """A hash of what of the engine, and of the libraries, a result depends on."""
    parts = [platform.machine(), platform.python_version(), *(f"{name} {version(name)}" for name in LIBRARIES)]
    return digest(parts + [hashlib.sha256(path.read_bytes()).hexdigest() for path in evidence_modules()])


def evidence_modules() -> list[Path]:
    """The files of the engine that make evidence."""
    folder = Path(__file__).parent
    return sorted(path for pattern in MAKES_EVIDENCE for path in folder.glob(pattern))


def digest(value: object) -> str:
    """A hash of plain data."""
    return hashlib.sha256(json.dumps(value, sort_keys=True).encode()).hexdigest()


def key_of(job: Job, confinement: Confinement) -> str:
    """The key of a job's result: every byte that the kernels get, and all that decides what they do with it."""
    facts = dataclasses.asdict(job) | {"files": {name: hashlib.sha256(c).hexdigest() for name, c in job.files.items()}}
    return digest([engine(), facts, confinement.limits])


def pack(result: Result) -> bytes:
    """A result as it is kept, and as it comes from a worker: evidence, and the executed notebook, each compressed."""
    parts = (result.record.model_dump_json(), json.dumps(result.notebook, ensure_ascii=False))
    packed = [zlib.compress(part.encode("utf-8", "surrogatepass"), LEVEL) for part in parts]
    took = b"" if result.seconds is None else TOOK + struct.pack(">d", result.seconds)
    return len(packed[0]).to_bytes(8, "big") + packed[0] + packed[1] + took


def unpack_record(packed: bytes) -> RunRecord:
    """The evidence of a packed result.

    Raises:
        ValueError, zlib.error: it is damaged.
    """
    size = int.from_bytes(packed[:8], "big")
    text = zlib.decompress(packed[8 : 8 + size])
    collects = gc.isenabled()
    gc.disable()  # nothing of this is garbage, and looking for it, in all that is loaded, takes most of the time
    try:
        return RunRecord.model_validate_json(text)
    finally:
        if collects:
            gc.enable()


def halves(packed: bytes) -> tuple[RunRecord, str]:
    """The evidence and the executed notebook, as JSON, of a packed result.

    Raises:
        ValueError, zlib.error: it is damaged.
    """
    unpacker = zlib.decompressobj()
    text = unpacker.decompress(packed[8 + int.from_bytes(packed[:8], "big") :])
    if not unpacker.eof:
        raise ValueError("it is cut off")
    return unpack_record(packed), text.decode("utf-8", "surrogatepass")


def unpack(packed: bytes) -> Result:
    """A packed result.

    Raises:
        ValueError, zlib.error: it is damaged.
    """
    record, text = halves(packed)
    return Result(record, nbformat.v4.reads(text), _seconds(packed))


def _seconds(packed: bytes) -> float | None:
    """What running took, from a packed result or its end."""
    return struct.unpack(">d", packed[-8:])[0] if packed[-12:-8] == TOOK else None


class Kept:
    """The kept results of one lab."""

    def __init__(self, lab: Lab) -> None:
        self.folder = lab.state.evidence(lab.name)

    def path(self, key: str) -> Path:
        return self.folder / key

    def __contains__(self, key: str) -> bool:
        return self.path(key).is_file()

    def get(self, key: str) -> Result | None:
        """A result; None when there is none, or none that can be read."""
        try:
            return unpack(self.path(key).read_bytes())
        except (OSError, ValueError, zlib.error):
            return None

    def halves(self, key: str) -> tuple[RunRecord, str] | None:
        """The evidence of a result, and its notebook as JSON; None when there is none, or it is damaged."""
        try:
            return halves(self.path(key).read_bytes())
        except (OSError, ValueError, zlib.error):
            return None

    def record(self, key: str) -> RunRecord | None:
        """The evidence of a result; None when there is none, or none that can be read."""
        try:
            return unpack_record(self.path(key).read_bytes())  # not the notebook beside it, which is far larger
        except (OSError, ValueError, zlib.error):
            return None

    def seconds(self, key: str) -> float | None:
        """What running took; None when nothing was run, or there is no result."""
        try:
            with self.path(key).open("rb") as file:
                file.seek(-12, os.SEEK_END)
                return _seconds(file.read())
        except OSError:
            return None

    def put(self, key: str, result: Result) -> None:
        """Keep a result, whole or not at all."""
        write(self.path(key), pack(result))

    def prune(self, wanted: Collection[str]) -> dict[str, int]:
        """Remove all results but some; the bytes of each that was removed, by key."""
        found = {path.name: path.stat().st_size for path in self.folder.glob("*") if path.name not in wanted}
        for key in found:
            self.forget(key)
        return found

    def forget(self, key: str) -> None:
        """Remove a result, if there is one."""
        self.path(key).unlink(missing_ok=True)

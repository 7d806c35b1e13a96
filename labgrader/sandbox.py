"""The sandbox as a course configures it, and what a student is told when one of its limits was met."""

from __future__ import annotations

import re
import tempfile
from dataclasses import dataclass
from pathlib import Path

from traitlets import Bool, Enum, Integer
from traitlets.config import Configurable

MB = 1_000_000


@dataclass(frozen=True)
class Confinement:
    """How kernels are confined; what the warm process is told.

    Attributes:
        protected: folders that no kernel may see any part of.
        mode: "auto", or the one mode to use: "root", "user", "landlock".
        allow_none: run kernels without a sandbox where nothing isolates.
    """

    protected: tuple[str, ...] = ()
    mode: str = "auto"
    allow_none: bool = False
    memory: int = 2000 * MB  # bytes
    disk: int = 200 * MB
    output: int = 32 * MB
    cell_output: int = 8 * MB
    replies: int = 64 * MB  # of evidence and of the kernel's own answers
    processes: int = 64
    files: int = 256
    cpu: int = 240  # seconds

    @property
    def limits(self) -> dict[str, int]:
        """The limits, by the names that the inside knows."""
        names = ("memory", "disk", "output", "cell_output", "replies", "processes", "files", "cpu")
        return {name: getattr(self, name) for name in names}


class Sandbox(Configurable):
    """In what student notebooks run. Each value can be set in nbgrader_config.py: `c.Sandbox.memory = 4000`."""

    allow_unsandboxed = Bool(
        False, help="Grade even where nothing isolates student code: it can then do all that you can."
    ).tag(config=True)
    mode = Enum(
        ("auto", "root", "user", "landlock", "none"), "auto", help="The strongest that works, or the one to use"
    ).tag(config=True)
    memory = Integer(2000, help="MB of memory of one notebook").tag(config=True)
    disk = Integer(200, help="MB that one notebook may write").tag(config=True)
    output = Integer(32, help="MB of output, pictures included, of one notebook").tag(config=True)
    cell_output = Integer(8, help="MB of output of one cell").tag(config=True)
    processes = Integer(64, help="Processes and threads of one notebook").tag(config=True)
    files = Integer(256, help="Files that one process may have open").tag(config=True)
    cpu = Integer(240, help="Seconds of processor time of one notebook").tag(config=True)

    def confinement(self, course: Path) -> Confinement:
        """What these settings mean for kernels that grade a course."""
        return Confinement(
            protected=(str(course), tempfile.gettempdir()),
            mode=self.mode,
            allow_none=self.allow_unsandboxed,
            memory=self.memory * MB,
            disk=self.disk * MB,
            output=self.output * MB,
            cell_output=self.cell_output * MB,
            processes=self.processes,
            files=self.files,
            cpu=self.cpu,
        )


SENTENCES = {
    "memory": "used more than {mb} MB of memory",
    "disk": "wrote more than {mb} MB of files",
    "output": "made more than {mb} MB of output",
    "replies": "sent more than {mb} MB of answers",
    "processes": "started more than {number} processes and threads",
    "carriers": "had more than {number} pipes and sockets open",
    "cpu": "used more than {number} seconds of processor time",
}


def what_it_did(status: dict) -> str:
    """How a kernel ended, in words that follow its cell, from what its supervisor wrote; "" when it did not say."""
    if "limit" in status:
        return SENTENCES[status["limit"]].format(mb=status["number"] // MB, number=status["number"])
    code = status.get("ended")
    if code is None:
        return ""
    return f"stopped Python (exit code {code})" if code >= 0 else f"stopped Python (signal {-code})"


# What an error that student code met says of a limit: (the error's names, how its message reads, the limit).
_TRACES = (
    (("MemoryError", "ArrayMemoryError", "_ArrayMemoryError", "OutOfMemoryError"), "", "memory"),
    (("RuntimeError",), ".*can't allocate memory", "memory"),
    (("OSError",), r"\[Errno 28\]", "disk"),  # no space left on device
    (("OSError",), r"\[Errno 27\]", "disk"),  # file too large
    (("OSError",), r"\[Errno 24\]", "files"),  # too many open files
    (("RuntimeError",), "can't start new thread", "processes"),
    (("BlockingIOError",), r"\[Errno 11\]", "processes"),  # fork: resource temporarily unavailable
)
_REMARKS = {
    "memory": "Your notebook asked for more than the {mb} MB of memory that it may use.",
    "disk": "Your notebook wrote more than the {mb} MB of files that it may write.",
    "files": "Your notebook opened more than the {number} files that it may have open at once.",
    "processes": "Your notebook started more than the {number} processes and threads that it may start.",
}


def remark(name: str, message: str, confinement: Confinement) -> str:
    """The sentence about the limit that an error of the student's shows, or "": a fixed one, whatever they wrote.

    Only the names that Python, numpy and torch give such an error count. A student can raise these without need, which
    makes the sentence appear, and nothing else.
    """
    for names, pattern, limit in _TRACES:
        if name in names and re.match(pattern, message, re.DOTALL):
            number = getattr(confinement, limit)
            return _REMARKS[limit].format(mb=number // MB, number=number)
    return ""

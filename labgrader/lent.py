"""One warm process for all workers of a machine: the process that grades lends its own to the others."""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import suppress
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import psutil

from labgrader.forkserver import ForkServer, RunAhead, StaleError, name_of
from labgrader.sandbox import Confinement


def lend(connection: Connection, server: Callable[[Confinement], ForkServer]) -> None:
    """Answer a worker until it is gone; then its kernel, if it has one, is nobody's, and is ended.

    Args:
        connection: to the worker, which has the other end as a `Lent`.
        server: gives the one for kernels that are confined in some way.
    """
    supervisor: psutil.Process | None = None
    with suppress(EOFError, OSError), connection:
        while True:
            confinement, method, arguments, options = connection.recv()
            try:
                answer = getattr(server(confinement), method)(*arguments, **options)
            except Exception as error:
                connection.send(error)
                continue
            if method == "fork":
                with suppress(psutil.NoSuchProcess):
                    supervisor = psutil.Process(answer)
            connection.send(answer)
    if supervisor is not None:
        with suppress(psutil.NoSuchProcess):
            supervisor.terminate()


class Lent:
    """In a worker: the `ForkServer` of the process that it works for."""

    def __init__(self, connection: Connection, confinement: Confinement) -> None:
        self.connection, self.confinement = connection, confinement
        self._lock = threading.Lock()
        self._ran: dict[str, RunAhead] = {}

    def describe(self) -> str:
        """See `ForkServer`."""
        return self._ask("describe")

    def folder(self) -> Path:
        """See `ForkServer`."""
        return self._ask("folder")

    def run_ahead(self, cells: tuple[str, ...], files: dict[str, bytes]) -> RunAhead | None:
        """See `ForkServer`. What came of cells is asked for once: it may be large."""
        name, _ = name_of(cells, files)
        if name not in self._ran:
            found = self._ask("run_ahead", cells, files)
            if found is None:
                return None
            self._ran[name] = found
        return self._ran[name]

    def fork(self, **request: Any) -> int:
        """See `ForkServer`."""
        try:
            return self._ask("fork", **request)
        except StaleError:
            self._ran.pop(request["after"], None)
            raise

    def close(self) -> None:
        """Nothing: it is another process's."""

    def _ask(self, method: str, *arguments: Any, **options: Any) -> Any:
        with self._lock:
            self.connection.send((self.confinement, method, arguments, options))
            answer = self.connection.recv()
        if isinstance(answer, Exception):
            raise answer
        return answer

"""Carries a kernel's messages, as bytes, between its sockets and the grader's: never more than a set number of them.

The grader's library holds a message in memory until its last part has come, and a kernel can send parts without end.
So the bound is here, on bytes, before the grading process sees them; what the bytes mean is not looked at.
"""

from __future__ import annotations

import os
import selectors
import socket
from contextlib import suppress

CHANNELS = ("shell", "iopub", "stdin", "hb", "control")  # in the order of their numbers in the sockets' names
CHUNK = 1 << 16
MAX_CONNECTIONS = 20
REST = 2_000_000  # bytes on each of the channels that carry next to nothing


class TooMuchError(Exception):
    """The kernel sent more than it may on one channel."""

    def __init__(self, channel: str, limit: int) -> None:
        super().__init__(channel)
        self.channel, self.limit = channel, limit


def listen(path: str) -> socket.socket:
    """A listening unix socket at a path."""
    listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    listener.bind(path)
    listener.listen(MAX_CONNECTIONS)
    return listener


class Sockets:
    """The two sockets of each channel, in a folder that is closed to the kernel's user.

    The grader connects to `<folder>/kernel-<number>`. The kernel never sees a path: it gets the listening
    `inner` sockets as open descriptors.
    """

    def __init__(self, folder: str) -> None:
        os.mkdir(folder, 0o700)
        self.outer = {name: listen(f"{folder}/kernel-{number}") for number, name in enumerate(CHANNELS, 1)}
        self.paths = {name: f"{folder}/inner-{number}" for number, name in enumerate(CHANNELS, 1)}
        self.inner = {name: listen(path) for name, path in self.paths.items()}

    def close(self, which: dict[str, socket.socket]) -> None:
        for listener in which.values():
            listener.close()


class Relay:
    """Connects the grader's connections with the kernel's sockets.

    Args:
        sockets: of this kernel.
        limits: bytes from the kernel, in all, on the channels "iopub" and "shell".
    """

    def __init__(self, sockets: Sockets, limits: dict[str, int]) -> None:
        self.paths = sockets.paths
        self.limits = limits
        self.left = {name: limits.get(name, REST) for name in CHANNELS}
        self.selector = selectors.DefaultSelector()
        self.connections = 0
        for name, listener in sockets.outer.items():
            listener.setblocking(False)
            self.selector.register(listener, selectors.EVENT_READ, name)

    def step(self, seconds: float) -> None:
        """Carry what there is to carry, for about a time.

        Raises:
            TooMuchError: a limit was met.
        """
        for key, _ in self.selector.select(seconds):
            if isinstance(key.data, str):
                self._accept(key.fileobj, key.data)
            else:
                key.data.move(key.fileobj)

    def _accept(self, listener: socket.socket, channel: str) -> None:
        if self.connections >= MAX_CONNECTIONS:
            self.selector.unregister(listener)
            return
        with suppress(OSError):
            grader, _ = listener.accept()
            self.connections += 1
            kernel = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
            kernel.connect(self.paths[channel])
            for end in (grader, kernel):
                end.setblocking(False)
            _Flow(self, grader, kernel, None)
            _Flow(self, kernel, grader, channel)
            grader.close()
            kernel.close()

    def spend(self, channel: str | None, count: int) -> None:
        if channel is not None:
            self.left[channel] -= count
            if self.left[channel] < 0:
                raise TooMuchError(channel, self.limits.get(channel, REST))


class _Flow:
    """One direction of a connection: it reads only when everything before has been passed on."""

    def __init__(self, relay: Relay, source: socket.socket, target: socket.socket, channel: str | None) -> None:
        self.relay, self.channel, self.closed = relay, channel, False
        # A second descriptor for each end, because a selector takes a descriptor once and both flows wait for both.
        self.source, self.target = source.dup(), target.dup()
        self.rest = memoryview(b"")
        relay.selector.register(self.source, selectors.EVENT_READ, self)

    def move(self, ready: socket.socket) -> None:
        if self.closed:  # by the same look at what is ready
            return
        if ready is self.source:
            self._read()
        self._write()

    def _read(self) -> None:
        try:
            data = self.source.recv(CHUNK)
        except BlockingIOError:
            return
        except OSError:
            data = b""
        if not data:
            self._close()
            return
        self.relay.spend(self.channel, len(data))
        self.rest = memoryview(data)

    def _write(self) -> None:
        if not self.rest:
            return
        try:
            self.rest = self.rest[self.target.send(self.rest) :]
        except BlockingIOError:
            pass
        except OSError:
            self._close()
            return
        selector, waiting = self.relay.selector, self.target in self.relay.selector.get_map()
        if self.rest and not waiting:
            selector.unregister(self.source)
            selector.register(self.target, selectors.EVENT_WRITE, self)
        elif not self.rest and waiting:
            selector.unregister(self.target)
            selector.register(self.source, selectors.EVENT_READ, self)

    def _close(self) -> None:
        self.closed = True
        for end in (self.source, self.target):
            if end in self.relay.selector.get_map():
                self.relay.selector.unregister(end)
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
            end.close()
        self.rest = memoryview(b"")

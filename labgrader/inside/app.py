"""The Jupyter application around a kernel: its sockets are open descriptors, and nothing of it is in a file."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import ipykernel.debugger
import ipykernel.kernelapp
import IPython.extensions.storemagic  # noqa: F401 - every shell loads it; here before any fork
import zmq
from ipykernel.heartbeat import Heartbeat
from ipykernel.iostream import IOPubThread
from ipykernel.kernelapp import IPKernelApp
from zmq.eventloop.zmqstream import ZMQStream

from .confine.relay import CHANNELS
from .kernel import LabKernel
from .streams import LimitedStream

if TYPE_CHECKING:
    from .ahead import Ahead

NOWHERE = "ipc://labgrader"  # zmq wants an address, and uses the descriptor


class LocalIOPubThread(IOPubThread):
    """What processes that a notebook forks print comes through a unix socket: there is no network."""

    def _setup_pipe_in(self) -> None:
        self._pipe_uuid = os.urandom(16)
        self._pipe_address = f"ipc://{os.environ['TMPDIR']}/printed-by-forks"
        pipe = self.socket.context.socket(zmq.PULL)
        pipe.linger = 0
        try:
            pipe.bind(self._pipe_address)
        except zmq.ZMQError:  # no sockets either: it is lost, and nobody waits for it
            pipe.close()
            return
        self._pipe_in = ZMQStream(pipe, self.io_loop)
        self._pipe_in.on_recv(self._handle_pipe_msg)

    def _setup_pipe_out(self) -> tuple[zmq.Context, zmq.Socket]:
        context = zmq.Context()
        pipe = context.socket(zmq.PUSH)
        pipe.linger = 3000 if self._pipe_in else 0
        pipe.connect(self._pipe_address)
        return context, pipe


# IPKernelApp names its class nowhere else; and a debugger would open a port.
ipykernel.kernelapp.IOPubThread = LocalIOPubThread
ipykernel.debugger._is_debugpy_available = False


class LabKernelApp(IPKernelApp):
    """An IPKernelApp whose "ports" are positions in a list of listening sockets."""

    kernel_class = LabKernel
    descriptors: dict[int, int]

    def init_connection_file(self) -> None:
        """Everything is known already."""

    def parse_command_line(self, argv=None) -> None:
        """There is none."""

    def load_config_file(self, suppress_errors=None) -> None:
        """There is none: the kernel's home is empty."""

    def write_connection_file(self, **kwargs) -> None:
        """Nobody else is to connect."""

    def log_connection_info(self) -> None:
        self._ports = {name: getattr(self, f"{name}_port") for name in CHANNELS}

    def _bind_socket(self, s, port):
        s.setsockopt(zmq.USE_FD, self.descriptors[port])
        if s.type == zmq.XPUB:
            s.sndhwm = 0  # what a slow grader has not taken yet is not dropped: a lost "idle" would hang a cell
        s.bind(NOWHERE)
        return port

    def init_heartbeat(self) -> None:
        descriptor = self.descriptors[self.hb_port]

        class Beat(Heartbeat):
            def _try_bind_socket(self):
                self.socket.setsockopt(zmq.USE_FD, descriptor)
                return self.socket.bind(NOWHERE)

        self.heartbeat = Beat(zmq.Context(), ("ipc", "labgrader", self.hb_port))
        self.heartbeat.start()


def make(descriptors: dict[str, int], key: str, *, output: int, ahead: Ahead | None) -> LabKernelApp:
    """Make a kernel of this process; its `start` runs it until it ends.

    Args:
        descriptors: of the listening sockets, by channel.
        key: with which messages are signed.
        output: characters that a cell may print; 0 for any number.
        ahead: what this process has run already.
    """
    app = LabKernelApp.instance(
        transport="ipc", ip="labgrader", outstream_class="labgrader_inside.streams.LimitedStream"
    )
    app.descriptors = {number: descriptors[name] for number, name in enumerate(CHANNELS, 1)}
    for number, name in enumerate(CHANNELS, 1):
        setattr(app, f"{name}_port", number)
    LabKernel.ahead = ahead
    app.config.Session.key = key.encode()
    app.config.HistoryManager.hist_file = ":memory:"
    app.initialize([])
    LimitedStream.limit = output
    app.shell.events.register("pre_run_cell", LimitedStream.start_cell)
    return app

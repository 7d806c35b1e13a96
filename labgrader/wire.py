"""The grading process's end of a kernel's sockets: messages of known kinds and shapes come through, nothing else does.

How many bytes come at all is bounded before (labgrader/inside/confine/relay.py).
"""

from __future__ import annotations

import asyncio
from queue import Empty
from time import monotonic
from typing import Any

import zmq
from jupyter_client.asynchronous.client import AsyncKernelClient
from jupyter_client.channels import AsyncZMQSocketChannel
from jupyter_client.connect import channel_socket_types
from traitlets import Type

from labgrader.messages import checked

CHANNELS = ("shell", "iopub", "stdin", "hb", "control")  # in the order of their "ports"; the inside has the same
MAX_FRAME = 1_000_000_000  # the relay lets far fewer bytes pass in all; this refuses a length that is only claimed
AGAIN_SECONDS = 0.05


class CheckedChannel(AsyncZMQSocketChannel):
    """A channel whose `get_msg` drops what is not a well-formed, signed message of a kind that we know."""

    async def get_msg(self, timeout: float | None = None) -> dict[str, Any]:
        deadline = None if timeout is None else monotonic() + timeout
        while True:
            left = None if deadline is None else max(0, int((deadline - monotonic()) * 1000))
            if not await self.socket.poll(left):
                raise Empty
            message = checked(self.session, await self.socket.recv_multipart())
            if message is not None:
                return message
            if deadline is not None and monotonic() > deadline:
                raise Empty
            await asyncio.sleep(0)  # a flood of nonsense must not keep our own timers from running


class BoundedClient(AsyncKernelClient):
    """A client of one kernel, on channels that trust nothing."""

    shell_channel_class = Type(CheckedChannel)
    iopub_channel_class = Type(CheckedChannel)
    stdin_channel_class = Type(CheckedChannel)
    control_channel_class = Type(CheckedChannel)

    def start_channels(
        self, shell: bool = True, iopub: bool = True, stdin: bool = False, hb: bool = False, control: bool = True
    ) -> None:
        """Open the channels that are used: the process is watched itself, so no heartbeat's thread is needed."""
        super().start_channels(shell=shell, iopub=iopub, stdin=False, hb=False, control=control)

    def _create_connected_socket(self, channel: str, identity: bytes | None = None) -> zmq.Socket:
        made = self.context.socket(channel_socket_types[channel])
        made.linger = 0  # nothing is owed to a kernel that is gone
        made.maxmsgsize = MAX_FRAME
        if identity:
            made.identity = identity
        made.connect(self._make_url(channel))
        return made

    async def wait_for_ready(self, timeout: float | None = None) -> None:
        """Wait until the kernel answers, and what it publishes arrives.

        Raises:
            RuntimeError: it died, or does not answer in time.
        """
        deadline = monotonic() + (timeout or 60)
        answered = published = False
        while not (answered and published):
            self.kernel_info()
            answered = answered or await _arrives(self.shell_channel)
            published = published or await _arrives(self.iopub_channel)
            if not await self.is_alive():
                raise RuntimeError("the kernel died before it was ready")
            if monotonic() > deadline:
                raise RuntimeError(f"the kernel is not ready after {timeout} s")
        while await _arrives(self.shell_channel, 0) or await _arrives(self.iopub_channel, 0):
            pass


async def _arrives(channel: CheckedChannel, timeout: float = AGAIN_SECONDS) -> bool:
    try:
        await channel.get_msg(timeout)
    except Empty:
        return False
    return True

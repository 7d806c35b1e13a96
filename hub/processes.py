"""Which processes belong to a demo hub, and who has a port."""

from __future__ import annotations

import socket
from contextlib import suppress
from pathlib import Path

import psutil

MARK = "LABGRADER_DEMO"  # in the environment of all that a demo starts: its folder


def of_demo(folder: Path) -> list[psutil.Process]:
    """What runs of the demo in a folder, also where its hub is gone."""
    return [process for process in psutil.process_iter() if _mark(process) == str(folder)]


def is_hub(process: psutil.Process) -> bool:
    """Whether a process is a hub, not something that a hub started."""
    try:
        return "jupyterhub" in process.cmdline()
    except psutil.Error:
        return False


def end(processes: list[psutil.Process], patience: float = 5.0) -> int:
    """End processes; how many had to be killed."""
    for process in processes:
        _signal(process.terminate)
    _, left = psutil.wait_procs(processes, timeout=patience)
    for process in left:
        _signal(process.kill)
    psutil.wait_procs(left, timeout=patience)
    return len(left)


def is_free(port: int) -> bool:
    """Whether nobody listens on a port."""
    with socket.socket() as tried:
        tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            tried.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


def who_has(port: int) -> str:
    """Who listens on a port, in words."""
    try:
        found = [
            c.pid for c in psutil.net_connections("tcp") if c.status == psutil.CONN_LISTEN and c.laddr.port == port
        ]
    except psutil.Error:  # on some systems only root may ask
        found = []
    for pid in filter(None, found):
        try:
            return f"process {pid}, {' '.join(psutil.Process(pid).cmdline())[:100]}"
        except psutil.Error:
            continue
    return "another user's process, or one that cannot be seen"


def _mark(process: psutil.Process) -> str:
    try:
        return process.environ().get(MARK, "")
    except psutil.Error:
        return ""


def _signal(send) -> None:
    with suppress(psutil.Error):
        send()

"""Does `make hub` say why it cannot begin, and end what a killed one has left behind?"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest
from patience import SECONDS, wait_for

START = Path(__file__).parents[3] / "hub" / "start.py"
PROXY = START.parent / "node_modules/.bin/configurable-http-proxy"


@pytest.fixture
def left_behind(tmp_path) -> Iterator:
    """Starts something as a demo's hub would have: of a name, in the demo's folder."""
    started = []

    def start(name: str, folder: Path = tmp_path / "demo") -> subprocess.Popen:
        command = [sys.executable, "-c", "import time; time.sleep(600)", name]
        started.append(subprocess.Popen(command, env=os.environ | {"LABGRADER_DEMO": str(folder)}))
        wait_for(lambda: name in psutil.Process(started[-1].pid).cmdline())
        return started[-1]

    yield start
    for process in started:
        process.kill()
        process.wait(SECONDS)


@pytest.fixture
def begin(tmp_path):
    """Begins a demo on a port, of a folder that is no course: it ends before it starts a hub; what it says."""
    if not PROXY.exists():
        pytest.skip("configurable-http-proxy is not installed: npm install --prefix hub")

    def begin(port: int) -> str:
        options = ["--into", tmp_path / "demo", "--port", port, "--course", tmp_path / "no-course"]
        command = [sys.executable, START, *options]
        done = subprocess.run(list(map(str, command)), capture_output=True, text=True, timeout=SECONDS)
        assert done.returncode != 0
        return done.stdout + done.stderr

    return begin


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


def test_is_it_told_at_once_who_has_the_port(begin, tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        said = begin(port)
    assert f"Port {port} is taken by process {os.getpid()}, " in said
    assert "make hub PORT=" in said
    assert not (tmp_path / "demo").exists()


def test_is_a_hub_that_runs_left_alone(begin, left_behind):
    hub = left_behind("jupyterhub")
    assert f"already: process {hub.pid}." in begin(free_port())
    assert hub.poll() is None


def test_is_what_a_killed_hub_left_behind_ended_and_nothing_else(begin, left_behind, tmp_path):
    proxy, other = left_behind("configurable-http-proxy"), left_behind("proxy", tmp_path / "other")
    assert "Ended 1 process that a killed hub had left behind." in begin(free_port())
    assert proxy.wait(SECONDS) != 0
    assert other.poll() is None

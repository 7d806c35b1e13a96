"""A real hub with the toy course, as `make hub` starts it; or a sentence on why there is none."""

from __future__ import annotations

import importlib.util
import re
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import nbformat
import psutil
import pytest
import requests
from patience import SECONDS, wait_for

ROOT = Path(__file__).parents[3]
TOY = ROOT / "tests" / "toy_course"


def missing() -> str:
    """Why there can be no hub here, or ""."""
    if importlib.util.find_spec("jupyterhub") is None or importlib.util.find_spec("jupyterlab") is None:
        return "JupyterHub is not installed: pip install 'labgrader[hub]'"
    if shutil.which("node") is None:
        return "node is not installed: JupyterHub's proxy needs it"
    if not (ROOT / "hub/node_modules/.bin/configurable-http-proxy").exists():
        return "configurable-http-proxy is not installed: npm install --prefix hub"
    return ""


class Member:
    """Somebody who has logged in to the hub, and what their browser would ask of it."""

    def __init__(self, hub: Hub, name: str) -> None:
        self.hub, self.name, self.home = hub, name, hub.folder / "homes" / name
        login = requests.Session()
        login.get(f"{hub.address}/hub/login")
        form = {"username": name, "password": hub.password, "_xsrf": login.cookies["_xsrf"]}
        login.post(f"{hub.address}/hub/login", params={"next": "/hub/home"}, data=form).raise_for_status()
        xsrf = next(c.value for c in login.cookies if c.name == "_xsrf" and c.path == "/hub/")
        made = login.post(f"{hub.address}/hub/api/users/{name}/tokens", headers={"X-XSRFToken": xsrf}, json={})
        made.raise_for_status()
        login.close()
        self.headers = {"Authorization": f"token {made.json()['token']}"}

    def ask(self, method: str, path: str, **more) -> requests.Response:
        """Any request, with this member's token."""
        return requests.request(method, f"{self.hub.address}{path}", headers=self.headers, timeout=SECONDS, **more)

    def start_server(self) -> None:
        """Start the member's own server, and wait for it."""
        assert self.ask("POST", f"/hub/api/users/{self.name}/server").status_code in (201, 202)
        wait_for(lambda: self.ask("GET", f"/user/{self.name}/api").status_code == 200)

    def assignments(self, action: str = "") -> list[dict]:
        """Fetch, submit or fetch feedback of the toy lab; the list that follows."""
        if action:
            body = {"course_id": "toys", "assignment_id": "toy"}
            answer = self.ask("POST", f"/user/{self.name}/assignments/{action}", json=body)
        else:
            answer = self.ask("GET", f"/user/{self.name}/assignments?course_id=toys")
        assert answer.status_code == 200, answer.text
        assert answer.json()["success"], answer.text
        return answer.json()["value"]

    def write(self, notebook: nbformat.NotebookNode) -> None:
        """Save the toy lab's notebook."""
        body = {"type": "notebook", "format": "json", "content": notebook}
        saved = self.ask("PUT", f"/user/{self.name}/api/contents/toy/toy.ipynb", json=body)
        assert saved.status_code == 200, saved.text

    def feedback(self) -> list[str]:
        """Fetch feedback; every page there is, in the order of the submissions."""
        self.assignments("fetch_feedback")
        return [path.read_text(encoding="utf-8") for path in sorted((self.home / "toy/feedback").glob("*/toy.html"))]

    def formgrader(self, method: str, path: str, **more) -> dict:
        """A request to the formgrader."""
        answer = self.ask(method, f"/services/toys/formgrader/api/{path}", **more)
        assert answer.status_code == 200, answer.text
        return answer.json()


class Hub:
    """The hub, its folder and its members."""

    def __init__(self, folder: Path, *options: str) -> None:
        sys.path.insert(0, str(ROOT / "hub"))
        self.folder, self.course = folder, folder / "course"
        self.port = _free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        command = [sys.executable, str(ROOT / "hub" / "start.py"), "--into", str(folder), "--port", str(self.port)]
        command += ["--course", str(TOY), *options]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        self.said = ""
        for line in self.process.stdout:
            self.said += line
            if "Ctrl-C" in line:
                break
        else:
            raise RuntimeError(f"the hub did not start: {self.said}")
        self.password = re.search(r"password +(\S+)", self.said)[1]

    def member(self, name: str) -> Member:
        return Member(self, name)

    def process_of(self, module: str) -> psutil.Process:
        """The process that the hub, or one of its servers, runs a module in."""
        family = psutil.Process(self.process.pid).children(recursive=True)
        (found,) = (process for process in family if module in process.cmdline())
        return found

    def stop(self) -> list[psutil.Process]:
        """Press Ctrl-C; what is still running then of all that there was."""
        family = psutil.Process(self.process.pid).children(recursive=True)
        self.process.send_signal(signal.SIGINT)
        with self.process:
            self.said += self.process.communicate(timeout=SECONDS)[0]
        return [process for process in family if process.is_running()]


def _free_port() -> int:
    import socket

    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


@pytest.fixture(scope="module")
def hub(tmp_path_factory):
    """A hub whose labs are not released yet."""
    if why := missing():
        pytest.skip(why)
    hub = Hub(tmp_path_factory.mktemp("hub") / "demo", "--unreleased")
    yield hub
    left = hub.stop()
    print(hub.said, (hub.folder / "state/hub.log").read_text()[-20_000:])  # pytest shows it when a test failed
    assert left == []
    assert "had to be killed" not in hub.said

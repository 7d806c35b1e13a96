"""`make hub`: a hub with this course on 127.0.0.1, in a folder of its own, until Ctrl-C.

python hub/start.py [--into FOLDER] [--port NUMBER] [--course FOLDER] [--unreleased]
"""

from __future__ import annotations

import argparse
import json
import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import psutil

from labgrader.lab import lab_names

REPOSITORY = Path(__file__).resolve().parent.parent
STUDENTS, INSTRUCTORS = ["ada", "alan", "grace"], ["emmy"]
READY_SECONDS, END_SECONDS = 120, 40
RELEASE = """
import sys
from pathlib import Path
from labgrader.course import Course
from labgrader.lab import Lab
root, *labs = sys.argv[1:]
for lab in labs:
    course = Course(Lab(Path(root), lab))
    course.ensure_assignment()
    result = course.api.release_assignment(lab)
    if not result["success"]:
        sys.exit(result["error"])
"""


def main() -> None:
    """Prepare the folder, start the hub, and wait."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--into", type=Path, default=REPOSITORY / "build" / "hub", help="the demo's folder, made anew")
    options.add_argument("--port", type=int, default=8000)
    options.add_argument("--course", type=Path, default=REPOSITORY, help="the course to copy")
    options.add_argument("--unreleased", action="store_true", help="leave it to the formgrader to release the labs")
    chosen = options.parse_args()
    demo = Demo(chosen.into.resolve(), chosen.course.resolve(), chosen.port)
    demo.prepare()
    if not chosen.unreleased:
        demo.release()
    for number in (signal.SIGINT, signal.SIGTERM):  # also where a shell has us ignore them, and the hub then, too
        signal.signal(number, signal.default_int_handler)
    try:
        demo.run()
    except KeyboardInterrupt:
        pass
    finally:
        demo.end()


class Demo:
    """One demo hub and its folder."""

    def __init__(self, folder: Path, course: Path, port: int) -> None:
        self.folder, self.source, self.port = folder, course, port
        self.course, self.homes, self.state = folder / "course", folder / "homes", folder / "state"
        self.password = secrets.token_urlsafe(9)
        self.hub: subprocess.Popen | None = None

    def prepare(self) -> None:
        """Make the folder: a copy of the course, an empty exchange, a home for everybody."""
        marker = self.folder / ".labgrader-hub"
        if self.folder.exists() and not marker.exists():
            sys.exit(f"{self.folder} exists and is no demo hub. Choose another folder with --into.")
        proxy = REPOSITORY / "hub/node_modules/.bin/configurable-http-proxy"
        if not proxy.exists():
            sys.exit(f"{proxy} is missing. `npm install` in {proxy.parent.parent.parent} installs it.")
        shutil.rmtree(self.folder, ignore_errors=True)
        for path in (self.folder, self.state, self.homes, self.folder / "exchange", self.folder / "published"):
            path.mkdir(parents=True)
        marker.touch()
        self.state.chmod(0o700)
        (self.folder / "exchange").chmod(0o777)
        unwanted = shutil.ignore_patterns("__pycache__", ".ipynb_checkpoints")
        for part in ("source", "graders"):
            shutil.copytree(self.source / part, self.course / part, ignore=unwanted)
        text = (self.source / "nbgrader_config.py").read_text(encoding="utf-8")
        text += "\nc.ExchangeCollect.check_owner = False  # the demo's users have no accounts\n"
        (self.course / "nbgrader_config.py").write_text(text, encoding="utf-8")
        for name in [*STUDENTS, *INSTRUCTORS, "grader"]:
            (self.homes / name).mkdir()
            (self.homes / name).chmod(0o700)
        self.course.chmod(0o700)
        settings = {
            "course": course_id(self.course),
            "repository": str(REPOSITORY),
            "folder": str(self.course),
            "exchange": str(self.folder / "exchange"),
            "homes": str(self.homes),
            "students": STUDENTS,
            "instructors": INSTRUCTORS,
            "address": f"http://127.0.0.1:{self.port}",
            "hub_port": free_port(),
            "proxy_port": free_port(),
            "formgrader_port": free_port(),
            "page_port": free_port(),
            "published": str(self.folder / "published"),
        }
        self.course_id = settings["course"]
        lines = [f"{key} = {json.dumps(value)}" for key, value in settings.items()]
        (self.state / "site.toml").write_text("\n".join(lines) + "\n", encoding="utf-8")

    def _environment(self, **more: str) -> dict[str, str]:
        path = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
        unwanted = ("JUPYTER", "PYTHONWARNINGS")
        kept = {name: value for name, value in os.environ.items() if not name.startswith(unwanted)}
        return kept | {"PATH": path} | more

    def release(self) -> None:
        """Generate and release every lab, as the course's grader."""
        jupyter = REPOSITORY / "hub" / "jupyter"
        environment = self._environment(
            HOME=str(self.homes / "grader"),
            USER="grader",
            JUPYTER_CONFIG_PATH=f"{jupyter / 'grader'}:{jupyter / 'everyone'}",
            LABGRADER_COURSE=self.course_id,
            LABGRADER_EXCHANGE=str(self.folder / "exchange"),
        )
        command = [sys.executable, "-c", RELEASE, str(self.course), *lab_names(self.course)]
        subprocess.run(command, check=True, env=environment, cwd=self.course)

    def run(self) -> None:
        """Start the hub, say where it is, and wait for its end."""
        with (self.state / "hub.log").open("wb") as log:
            self.hub = subprocess.Popen(
                [sys.executable, "-m", "jupyterhub", "-f", str(REPOSITORY / "hub" / "demo_config.py")],
                cwd=self.state,
                env=self._environment(LABGRADER_DEMO_PASSWORD=self.password),
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,  # Ctrl-C comes to us, and it ends in order
            )
        self._wait_until_ready()
        address = f"http://127.0.0.1:{self.port}"
        print(f"\nThe hub is at {address}", flush=True)
        page = f"{address}/services/feedback-{self.course_id}/"
        print(f"  students     {', '.join(STUDENTS)}: their submissions and feedback are {page}")
        print(
            f"  instructor   {', '.join(INSTRUCTORS)}: the formgrader is {address}/services/{self.course_id}/formgrader"
        )
        print(f"  password     {self.password}   (of all of them)")
        print(f"  everything   {self.folder}; the log is state/hub.log in it")
        if os.geteuid() == 0:
            print("You are root, and so is everybody who logs in: keep the password to yourself.")
        print("Ctrl-C stops it.", flush=True)
        self.hub.wait()
        sys.exit(f"The hub has ended by itself. Its last words:\n{self._last_words()}")

    def _wait_until_ready(self) -> None:
        until = time.monotonic() + READY_SECONDS
        for path in ("/hub/health", f"/services/{self.course_id}/api", f"/services/feedback-{self.course_id}/health"):
            while not _answers(f"http://127.0.0.1:{self.port}{path}"):
                if self.hub.poll() is not None or time.monotonic() > until:
                    sys.exit(f"The hub did not start. Its last words:\n{self._last_words()}")
                time.sleep(0.2)

    def _last_words(self) -> str:
        return (self.state / "hub.log").read_text(encoding="utf-8", errors="replace")[-3000:]

    def end(self) -> None:
        """Stop the hub and all that it started; name what had to be killed."""
        if self.hub is None:
            return
        family = [p for p in psutil.process_iter() if _is_ours(p, str(self.folder))]
        if self.hub.poll() is None:
            family += psutil.Process(self.hub.pid).children(recursive=True)
            self.hub.send_signal(signal.SIGINT)
            try:
                self.hub.wait(END_SECONDS)
            except subprocess.TimeoutExpired:
                self.hub.kill()
        _, left = psutil.wait_procs(family, timeout=5)
        for process in left:
            process.kill()
        print("The hub has stopped." + (f" {len(left)} processes had to be killed." if left else ""))


def _is_ours(process: psutil.Process, folder: str) -> bool:
    """Whether a process belongs to this demo although the hub is no longer its parent."""
    try:
        return process.environ().get("LABGRADER_EXCHANGE", "").startswith(folder)
    except psutil.Error:
        return False


def _answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(address, timeout=5) as answer:
            return answer.status == 200
    except OSError:
        return False


def course_id(folder: Path) -> str:
    """The course's name, as its configuration says it."""
    from labgrader.course import course_app

    return course_app(folder).coursedir.course_id


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


if __name__ == "__main__":
    main()

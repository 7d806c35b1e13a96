"""`make hub`: a hub with this course on 127.0.0.1, in a folder of its own, until Ctrl-C.

python hub/start.py [--into FOLDER] [--port NUMBER] [--course FOLDER] [--unreleased] [--keep]
"""

from __future__ import annotations

import argparse
import json
import os
import secrets
import shutil
import signal
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import processes
import psutil

from labgrader.lab import lab_names

REPOSITORY = Path(__file__).resolve().parent.parent
MARKER = ".labgrader-hub"  # in a folder that may be made anew
NEXT = """Next, as a student: log in as {student}, and in Nbgrader > Assignment List fetch a lab; solve it, submit it
  there, and read what came of it at {page}
Next, as an instructor: log in as {instructor}, and open the same page: the queue, the class and its reports."""
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
    options.add_argument("--keep", action="store_true", help="go on with the course of the last time, if there is one")
    chosen = options.parse_args()
    demo = Demo(chosen.into.resolve(), chosen.course.resolve(), chosen.port)
    demo.make_room()
    if chosen.keep and demo.is_there():
        print(f"Going on with the course in {demo.folder}.", flush=True)
        demo.configure()
    else:
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

    def make_room(self) -> None:
        """End what a killed hub has left of this demo, or say why it cannot begin."""
        proxy = REPOSITORY / "hub/node_modules/.bin/configurable-http-proxy"
        if not proxy.exists():
            sys.exit(f"{proxy} is missing. `npm install` in {proxy.parent.parent.parent} installs it.")
        running = processes.of_demo(self.folder)
        hubs = [process.pid for process in running if processes.is_hub(process)]
        if hubs:
            sys.exit(
                f"A hub runs in {self.folder} already: process {hubs[0]}. Stop it with Ctrl-C, or `kill {hubs[0]}`."
            )
        if running:
            processes.end(running)
            what = f"{len(running)} process{'es' * (len(running) != 1)}"
            print(f"Ended {what} that a killed hub had left behind.", flush=True)
        if not processes.is_free(self.port):
            who = processes.who_has(self.port)
            sys.exit(
                f"Port {self.port} is taken by {who}. Choose another one: `make hub PORT={processes.free_port()}`."
            )

    def is_there(self) -> bool:
        """Whether there is a course of the last time."""
        return (self.folder / MARKER).exists() and (self.course / "nbgrader_config.py").exists()

    def prepare(self) -> None:
        """Make the folder: a copy of the course, an empty exchange, a home for everybody."""
        marker = self.folder / MARKER
        if self.folder.exists() and not marker.exists():
            sys.exit(f"{self.folder} exists and is no demo hub. Choose another folder with --into.")
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
        self.configure()

    def configure(self) -> None:
        """Write what the hub's configuration reads."""
        settings = {
            "course": course_id(self.course),
            "repository": str(REPOSITORY),
            "folder": str(self.course),
            "exchange": str(self.folder / "exchange"),
            "homes": str(self.homes),
            "students": STUDENTS,
            "instructors": INSTRUCTORS,
            "address": f"http://127.0.0.1:{self.port}",
            "hub_port": processes.free_port(),
            "proxy_port": processes.free_port(),
            "formgrader_port": processes.free_port(),
            "page_port": processes.free_port(),
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
                env=self._environment(LABGRADER_DEMO_PASSWORD=self.password, LABGRADER_DEMO=str(self.folder)),
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
        print(NEXT.format(student=STUDENTS[0], instructor=INSTRUCTORS[0], page=page))
        print("Ctrl-C stops it; `make hub KEEP=1` goes on with this course.", flush=True)
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
        family = [p for p in processes.of_demo(self.folder) if p.pid != self.hub.pid]
        if self.hub.poll() is None:
            family += psutil.Process(self.hub.pid).children(recursive=True)
            self.hub.send_signal(signal.SIGINT)
            try:
                self.hub.wait(END_SECONDS)
            except subprocess.TimeoutExpired:
                self.hub.kill()
        _, left = psutil.wait_procs(family, timeout=5)  # a hub that was killed has told none of them to end
        killed = processes.end(left)
        print("The hub has stopped." + (f" {killed} processes had to be killed." if killed else ""))


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


if __name__ == "__main__":
    main()

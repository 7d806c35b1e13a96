"""Toy courses: the folder of one, the commands that an instructor types in it, and what its gradebook says."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
import tempfile
import traceback
from collections.abc import Iterator
from concurrent.futures import Executor, ThreadPoolExecutor
from contextlib import ExitStack, chdir, contextmanager, redirect_stderr, redirect_stdout
from pathlib import Path
from types import SimpleNamespace
from unittest import mock

import nbformat
import patience
from _pytest.assertion.rewrite import AssertionRewritingHook
from click.testing import CliRunner
from nbgrader.api import Gradebook
from nbgrader.apps.nbgraderapp import NbGraderApp

from labgrader import corpus
from labgrader.cli import main
from labgrader.evidence import RunRecord
from labgrader.forkserver import ForkServer, KernelStartError
from labgrader.kept import Kept
from labgrader.lab import Lab
from labgrader.pipeline import workers
from labgrader.report import Report
from labgrader.sandbox import Confinement, Sandbox
from labgrader.seam import command as seam_command
from labgrader.seam.course import report_path

TOY = Path(__file__).parent / "toy_course"
BIN = Path(sys.executable).parent


class ToyCourse:
    """A course folder, the commands that an instructor types in it, and what its gradebook says."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def __call__(self, *command: str) -> subprocess.CompletedProcess:
        """Run `nbgrader …` or `labgrader …` in the course folder, in the process of the tests."""
        run = {"nbgrader": _nbgrader, "labgrader": _labgrader}[command[0]]
        with chdir(self.root):
            return subprocess.CompletedProcess(command, *run(*command[1:]))

    def process(self, *command: str, before: str = "", **env: str) -> subprocess.CompletedProcess:
        """Run `nbgrader …` or `labgrader …` as a process of its own; see `begin`."""
        done = self.begin(*command, before=before, **env)
        out, err = done.communicate(timeout=patience.SECONDS)
        return subprocess.CompletedProcess(command, done.returncode, out, err)

    def begin(self, *command: str, before: str = "", **env: str) -> subprocess.Popen:
        """Begin to run a command in the course folder, in a shell that was told something before."""
        env = {k: v for k, v in os.environ.items() if k != "PYTHONWARNINGS"} | env
        shell = ["sh", "-c", f'{before}\nexec "$@"', "sh", str(BIN / command[0]), *command[1:]]
        pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
        return subprocess.Popen(shell, cwd=self.root, env=env, **pipes)

    @property
    def lab(self) -> Lab:
        return Lab(self.root, "toy")

    def solved(self, **answers: str) -> nbformat.NotebookNode:
        """The toy lab with the reference solution, or with other sources in the answer cells."""
        return corpus.submission(self.lab, {name: (source,) for name, source in answers.items()})

    def hand_in(
        self, student: str, notebook: nbformat.NotebookNode | str | bytes | None, name: str = "toy.ipynb"
    ) -> Path:
        """Put a submission where `nbgrader collect` would; None makes an empty folder."""
        folder = self.root / "submitted" / student / "toy"
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / name
        if isinstance(notebook, str | bytes):
            path.write_bytes(notebook.encode() if isinstance(notebook, str) else notebook)
        elif notebook is not None:
            path.write_text(json.dumps(notebook), encoding="utf-8")  # nbformat would mend what is broken on purpose
        return folder

    def gradebook(self) -> Gradebook:
        return Gradebook(f"sqlite:///{self.root}/gradebook.db", "toys")

    def scores(self, student: str) -> dict[str, float | None]:
        """The automatic score of each graded cell."""
        with self.gradebook() as gradebook:
            notebook = gradebook.find_submission_notebook("toy", "toy", student)
            return {grade.name: grade.auto_score for grade in notebook.grades}

    def grade(self, student: str, cell: str) -> SimpleNamespace:
        """One grade as the gradebook holds it."""
        with self.gradebook() as gradebook:
            grade = gradebook.find_grade(cell, "toy", "toy", student)
            fields = ("auto_score", "manual_score", "needs_manual_grade", "score")
            return SimpleNamespace(**{field: getattr(grade, field) for field in fields})

    def set_manual(self, student: str, cell: str, score: float, comment: str) -> None:
        """Grade by hand, as the formgrader does."""
        with self.gradebook() as gradebook:
            gradebook.find_grade(cell, "toy", "toy", student).manual_score = score
            gradebook.find_comment(f"{cell}_answer", "toy", "toy", student).manual_comment = comment
            gradebook.db.commit()

    def feedback(self, student: str) -> str:
        return (self.root / "feedback" / student / "toy" / "toy.html").read_text(encoding="utf-8")

    def report(self, student: str) -> Report:
        """What is kept of a graded submission."""
        return Report.model_validate_json(report_path(self.lab, student).read_text(encoding="utf-8"))

    def record(self, student: str) -> RunRecord:
        """The evidence that a submission was graded by."""
        return Kept(self.lab).record(self.report(student).evidence)

    def outcome(self, student: str) -> tuple:
        """All that grading a submission leaves."""
        notebook, report = self.autograded(student), self.report(student).model_dump_json()
        return self.scores(student), report, self.feedback(student), nbformat.writes(notebook)

    def autograded(self, student: str) -> nbformat.NotebookNode:
        return nbformat.read(self.root / "autograded" / student / "toy" / "toy.ipynb", as_version=4)


def _labgrader(*arguments: str) -> tuple[int, str, str]:
    """Run `labgrader …` in this process: what it ended with, and what it said."""
    done = CliRunner().invoke(main, arguments)
    return done.exit_code, done.stdout, done.stderr


def _nbgrader(name: str, *arguments: str) -> tuple[int, str, str]:
    """Run `nbgrader …` in this process, which then gives the course lock back: what it ended with, and what it said."""
    out, err = io.StringIO(), io.StringIO()
    with (
        redirect_stdout(out),
        redirect_stderr(err),
        ExitStack() as held,
        mock.patch.object(seam_command, "_held", held),
    ):
        app = NbGraderApp.subcommands[name][0]()
        try:
            app.initialize(list(arguments))
            app.start()
            code = 0
        except SystemExit as ended:
            code = ended.code or 0
        except Exception:
            traceback.print_exc()
            code = 1
    return code, out.getvalue(), err.getvalue()


confinements: set[Confinement] = set()  # of which there are warm kernels to be ended with the tests


@contextmanager
def one_warm_process() -> Iterator[None]:
    """All toy courses get the kernels of one warm process.

    It is made for a course, whose folder no kernel may see. Here it is made for the folder that all of them are in:
    more is protected, not less.
    """
    shared, confinement = Path(tempfile.gettempdir()), Sandbox.confinement

    def widened(self: Sandbox, course: Path) -> Confinement:
        found = confinement(self, shared if Path(course).is_relative_to(shared) else course)
        confinements.add(found)
        return found

    with mock.patch.object(Sandbox, "confinement", widened), mock.patch.object(workers, "local", threads):
        yield


@contextmanager
def threads() -> Iterator[tuple[Executor, None]]:
    """In the place of worker processes: threads of this one, which share its warm process."""
    with ThreadPoolExecutor(os.cpu_count()) as executor:
        yield executor, None


@contextmanager
def plain_asserts() -> Iterator[None]:
    """Graders are imported as they are: pytest would add to what their asserts say, were they tests of its own."""
    found = [finder for finder in sys.meta_path if not isinstance(finder, AssertionRewritingHook)]
    with mock.patch.object(sys, "meta_path", found):
        yield


@contextmanager
def no_kernels() -> Iterator[None]:
    """No kernel can be started, and no given cells be run for one."""
    with ExitStack() as patches:
        for name in ("describe", "folder", "fork", "run_ahead"):
            error = KernelStartError("a test lets no kernel start")
            patches.enter_context(mock.patch.object(ForkServer, name, side_effect=error))
        yield

"""The temporary course that is attacked: a copy of the course, with a marker planted in everything that is secret."""

from __future__ import annotations

import os
import secrets
import shutil
from dataclasses import dataclass, field
from pathlib import Path

import nbformat

from labgrader import corpus, structure
from labgrader.attacks.handin import hand_in
from labgrader.attacks.hostile import Attack, Corpus
from labgrader.lab import CourseError, Lab

RIGHT, WRONG, LAST = "a-right", "b-wrong", "z-right"  # LAST meets whatever the attacks left behind

# Short, so that the attacks take minutes and not an hour; long enough for an honest notebook on a busy machine.
SETTINGS = """
c.ExecuteAndGrade.cell_timeout = 8
c.ExecuteAndGrade.notebook_timeout = 25
c.Sandbox.mode = "{mode}"
c.Sandbox.allow_unsandboxed = False
c.Sandbox.memory = 900
c.Sandbox.disk = 50
c.Sandbox.output = 12
c.Sandbox.cell_output = 2
c.Sandbox.cpu = 60
"""
SETS = 4  # of unseen data
SECONDS = 60  # that one submission may take: both runs, twice a kernel's start and end, and the graders


@dataclass
class Attacked:
    """The course, and the markers in it: by what they stand in, and for a submission by its student."""

    root: Path
    home: Path
    lab: Lab  # as it was before anything was planted
    markers: dict[str, str] = field(default_factory=dict)
    expected: dict[str, dict[str, float]] = field(default_factory=dict)  # points, by student

    def plant(self, what: str) -> str:
        """A new marker."""
        self.markers[what] = "planted-" + secrets.token_hex(8)
        return self.markers[what]

    @property
    def temporary(self) -> Path:
        """The grading process's own TMPDIR."""
        return self.root.parent / "tmp"

    @property
    def environment(self) -> dict[str, str]:
        """Of the grading process: nothing of the instructor's, and a token to be found."""
        kept = {name: os.environ[name] for name in ("PATH", "LANG", "LC_ALL", "TZ") if name in os.environ}
        return kept | {
            "HOME": str(self.home),
            "TMPDIR": str(self.temporary),
            "IPYTHONDIR": str(self.home / "ipython"),
            "JUPYTERHUB_API_TOKEN": self.markers["the token in the environment"],
            "PYTHONDONTWRITEBYTECODE": "1",
        }


def make(folder: Path, lab: Lab, mode: str, hostile: Corpus, chosen: list[Attack]) -> Attacked:
    """Make the course in a folder of its own, with every submission handed in."""
    made = Attacked(folder / "course", folder / "home", lab)
    for path in (made.root, made.home, made.temporary, made.home / "ipython"):
        path.mkdir()
    for part in ("source", "graders", "release"):
        shutil.copytree(lab.root / part, made.root / part, ignore=shutil.ignore_patterns("__pycache__"))
    config = (lab.root / "nbgrader_config.py").read_text(encoding="utf-8")
    (made.root / "nbgrader_config.py").write_text(config + SETTINGS.format(mode=mode), encoding="utf-8")
    leave_few_sets(made.root / "graders" / lab.name / "unseen.toml")
    _plant(made)
    _neighbours(made, hostile)
    planted = made.markers["the token in the environment"]
    places = {"@COURSE@": str(made.root), "@HOME@": str(made.home), "@PLANTED@": planted}
    for attack in chosen:
        hand_in(attack, lab, hostile.tell, made.root, places)
        made.expected[attack.student] = attack.earns(lab)
    return made


def leave_few_sets(path: Path) -> None:
    """Leave only the first sets of unseen data: the reference solution is run on each before anybody is graded."""
    head, *sets = path.read_text(encoding="utf-8").split("[[set]]")
    path.write_text("[[set]]".join([head, *sets[:SETS]]), encoding="utf-8")


def _plant(made: Attacked) -> None:
    for path in [p for p in (made.root / "graders").rglob("*") if p.suffix in (".py", ".toml")]:
        with path.open("a", encoding="utf-8") as file:
            file.write(f"\n# {made.plant(str(path.relative_to(made.root)))}\n")
    source = made.root / "source" / made.lab.name / f"{made.lab.name}.ipynb"
    notebook = nbformat.read(source, as_version=4)
    for cell in notebook.cells:
        begin = "### BEGIN SOLUTION"
        if structure.is_answer(cell) and begin in cell.source:
            marker = made.plant(f"the solution of {structure.grade_id(cell)}")
            cell.source = cell.source.replace(begin, f"{begin}\n# {marker}", 1)
    nbformat.write(notebook, source)
    state = made.root / ".labgrader"
    state.mkdir(mode=0o700)
    Lab(made.root, made.lab.name).choose_unseen(b"")  # makes the course secret, which must stay as it is
    made.plant("the token in the environment")
    for path in (made.root / "gradebook.db.bak", state / "planted", made.home / ".token"):
        path.write_text(made.plant(path.name), encoding="utf-8")


def _neighbours(made: Attacked, hostile: Corpus) -> None:
    wrong = next((answer for answer in corpus.answers(made.lab) if answer.name == hostile.wrong), None)
    if wrong is None:
        raise CourseError(f"defaults.yaml: there is no answer {hostile.wrong}.")
    for student in (RIGHT, WRONG, LAST):
        notebook = wrong.notebook(made.lab) if student == WRONG else corpus.submission(made.lab, {})
        marker = made.plant(student)
        notebook.cells.append(nbformat.v4.new_markdown_cell(marker, id="planted"))
        folder = made.root / "submitted" / student / made.lab.name
        folder.mkdir(parents=True)
        nbformat.write(notebook, folder / f"{made.lab.name}.ipynb")
        made.expected[student] = made.lab.points | (wrong.earns if student == WRONG else {})

"""What students and instructors get to read."""

from __future__ import annotations

import shutil
from html.parser import HTMLParser
from pathlib import Path

import nbformat
import pytest
from nbconvert.exporters import HTMLExporter
from nbgrader.server_extensions.formgrader import handlers
from traitlets.config import Config

from labgrader import corpus
from labgrader.attacks.course import leave_few_sets
from labgrader.course import Course
from labgrader.lab import Lab
from labgrader.pipeline import workers
from labgrader.pipeline.classroom import Classroom
from labgrader.regions import GUARD
from labgrader.seam import configure

ROOT = Path(__file__).parents[3]


class Dangers(HTMLParser):
    """Collects what of a page a browser would run, or load from elsewhere."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self._script = False
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self._script = tag == "script"
        for name, value in attrs:
            if "pwned" in str(value) and (name.startswith("on") or "javascript" in str(value)):
                self.found.append(f"<{tag} {name}={value!r}>")
        if tag in ("iframe", "object", "embed", "form", "base"):
            self.found.append(f"<{tag}>")

    def handle_data(self, data):
        if self._script and "pwned" in data:
            self.found.append(f"<script>{data}")
        self._script = False


def formgrader_page(course, student: str) -> str:
    """A submission as the formgrader renders it, with the course's configuration."""
    config = Config()
    configure(config)
    config.HTMLExporter.template_name = "formgrade"
    config.HTMLExporter.extra_template_basedirs = [handlers.template_path]
    names = ("assignment_id", "notebook_id", "submission_id", "student", "last_name", "first_name", "notebook_path")
    resources = dict.fromkeys(names, "x") | {"index": 0, "total": 1, "base_url": "", "mathjax_url": ""}
    path = course.root / "autograded" / student / "toy" / "toy.ipynb"
    return HTMLExporter(config=config).from_filename(str(path), resources=resources)[0]


@pytest.mark.filterwarnings("ignore:Your element with mimetype")
def test_html_of_a_student_runs_neither_in_the_feedback_nor_in_the_formgrader(graded):
    for page in (graded.feedback("html"), formgrader_page(graded, "html")):
        assert Dangers(page).found == []
        assert "<h3>kept</h3>" in page  # what is harmless stays
        assert "<iframe" not in page
        assert "<style>body {display" not in page


def test_the_test_above_can_see_a_danger():
    assert len(Dangers("<img src=x onerror=pwned()><script>pwned()</script><a href='javascript:pwned()'>").found) == 3


def test_feedback_shows_points_sentences_and_what_was_found(graded):
    page = graded.feedback("wrong")
    assert '<h1>Toy</h1>\n<p class="total"><b>2 of 6 points</b>' in page
    assert "<code>scaled</code> holds each number times <code>FACTOR</code>." in page
    assert "Your numbers have not changed." in page


def test_feedback_shows_the_students_plot_and_prints(graded):
    assert "data:image/png;base64," in graded.feedback("right")
    assert "half way" in graded.feedback("warns")


def test_a_reason_is_told_to_the_student(graded):
    assert "stopped Python" in graded.feedback("dies")
    assert "Your notebook was called “toy (1).ipynb”" in graded.feedback("other-name")
    assert "The cell <code>scale</code> was there 2 times" in graded.feedback("copied")


def test_no_page_shows_a_hidden_region_or_a_grader(graded):
    pages = list(graded.root.glob("feedback/*/toy/toy.html")) + list(graded.root.glob("autograded/*/toy/toy.ipynb"))
    assert len(pages) > 40
    for page in pages:
        text = page.read_text(encoding="utf-8")
        for secret in ("HIDDEN TESTS", GUARD, "probed", "expected(", "-2.25"):
            assert secret not in text, f"{page} shows {secret}"


def test_what_a_student_wrote_is_text_in_the_report(graded):
    for cell in graded.autograded("markup").cells:
        for output in cell.get("outputs", []):
            html = output.get("data", {}).get("text/html", "")
            assert "<script>" not in html
            assert "<b>bold" not in html


def test_the_report_stands_in_the_graded_cell(graded):
    report = next(cell for cell in graded.autograded("half").cells if cell.id == "scale").outputs[0].data
    assert report["text/plain"].startswith("3 of 4 points")
    assert "<b>3 of 4 points</b>" in report["text/html"]


def test_locked_cells_are_restored(course):
    notebook = course.solved()
    by_id = {cell.id: cell for cell in notebook.cells}
    by_id["parameters"].source = "FACTOR = 0\nSEED = 1"
    by_id["scale"].source = "pass"
    course.hand_in("edits", notebook)
    assert course("nbgrader", "autograde", "toy").returncode == 0
    assert course.scores("edits") == {"scale": 4, "plot": 2}
    assert "FACTOR = 3.0" in [cell.source for cell in course.autograded("edits").cells][1]


def test_is_the_mark_scheme_of_a_task_not_in_the_feedback_and_are_losses_drawn(tmp_path):
    lab = Lab(ROOT, "lab2_batch_vs_stochastic")
    assert "BEGIN MARK SCHEME" in lab.source_path.read_text()
    for part in ("source", "graders"):
        shutil.copytree(ROOT / part, tmp_path / part, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "nbgrader_config.py", tmp_path)
    leave_few_sets(tmp_path / "graders" / lab.name / "unseen.toml")
    course = Course(Lab(tmp_path, lab.name))
    course.ensure_assignment()
    folder = course.folder("submitted", "ada")
    folder.mkdir(parents=True)
    nbformat.write(corpus.submission(lab, {}), folder / f"{lab.name}.ipynb")
    folder = course.folder("submitted", "alan")
    folder.mkdir(parents=True)
    (wrong,) = (answer for answer in corpus.answers(Lab(ROOT, lab.name)) if answer.name == "wrong/sgd_005")
    nbformat.write(wrong.notebook(lab), folder / f"{lab.name}.ipynb")
    classroom = Classroom(course)
    with workers.local() as (executor, _):
        graded, other = sorted(classroom.grade(["ada", "alan"], executor), key=lambda done: done.student)
    assert classroom.faults.reasons == {}
    assert [done.error for done in (graded, other)] == ["", ""]
    assert [done.report.unchecked for done in (graded, other)] == ["", ""]
    assert graded.report.score == sum(lab.points.values())
    assert len(list(classroom.kept.folder.iterdir())) == 2, "what nbgrader asks for is what was run, once"
    page = course.feedback_page("ada").read_text()
    assert "This question is marked by a person" in page
    assert "not yet graded" in page
    assert "MARK SCHEME" not in page
    assert "for each of these, in any words" not in page
    page = course.feedback_page("alan").read_text()
    assert "Your losses are those of half the step size" in page
    assert "your losses; one point at a time, as asked; what yours look like: step size 0.05" in page

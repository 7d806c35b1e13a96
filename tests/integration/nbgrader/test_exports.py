"""Do exports reach Canvas and Moodle as they should, whatever a name is, and is what is not known never 0?"""

from __future__ import annotations

import csv
import io
import json
import warnings
from pathlib import Path

import pytest
from nbgrader.api import Gradebook
from nbgrader.apps.exportapp import ExportApp
from nbgrader.coursedir import CourseDirectory
from traitlets.config import Config

from labgrader.exports import Canvas, Moodle, SentencesCsv, SentencesJson
from labgrader.report import Report
from labgrader.seam.export import CsvExport
from labgrader.verdict import CellVerdict, Check, Outcome

NAMES = {
    "ada": ("Ada", "Lovelace"),
    "comma": ("Martin", "King, Jr."),
    "quote": ('Dwayne "The Rock"', "O'Neill"),
    "greek": ("Ἀρχιμήδης", "Συρακούσιος"),
    "formula": ('=HYPERLINK("http://x")', "@SUM(A1)"),
    "lines": ("Two\nLines", "\tTab"),
    "late": ("Never", "There"),
}

# As Canvas's own export has it (`lib/gradebook_exporter.rb` of canvas-lms), for somebody invented.
CANVAS_SAMPLE = """Student,ID,SIS User ID,SIS Login ID,Section,Lab 1 (20481)
    Points Possible,,,,,10.00
"Lovelace, Ada",17,s-17,ada,Section 1,8.50
"""
# As Moodle's tests import it (`grade/import/csv/tests`).
MOODLE_SAMPLE = """"First name",Surname,"ID number",Institution,Department,"Email address","Assignment: Lab 1"
Anne,Able,,"Moodle HQ","Rock on!",student7@example.com,56.00
"""


class Course:
    """A gradebook with one lab, filled by hand, and a folder that an export may be called in."""

    def __init__(self, root: Path) -> None:
        self.root = root
        (root / "source" / "lab1").mkdir(parents=True)
        (root / "source" / "lab1" / "lab1.ipynb").write_text("{}")  # it is there: no export reads it
        self.gradebook = Gradebook(f"sqlite:///{root}/gradebook.db", "c")
        for name, points in (("lab1", 4), ("task", 2)):
            self.gradebook.add_assignment(name)
            self.gradebook.add_notebook(name, name)
            self.gradebook.add_grade_cell("q", name, name, max_score=points, cell_type="code")
        for student, (first, last) in NAMES.items():
            self.gradebook.add_student(student, first_name=first, last_name=last, email=f"{student}@example.org")

    def hand_in(self, student: str, score: float | None, checks: list[Check]) -> None:
        with warnings.catch_warnings():  # as in `labgrader.seam.configure`
            warnings.filterwarnings("ignore", message="Object of type <Submitted.* not in session")
            self.gradebook.add_submission("lab1", student)
        self.gradebook.find_grade("q", "lab1", "lab1", student).auto_score = score
        self.gradebook.db.commit()
        path = self.root / ".labgrader" / "reports" / "lab1" / f"{student}.json"
        path.parent.mkdir(parents=True, exist_ok=True)
        verdict = CellVerdict(grade_id="q", max_points=4, checks=checks, reason="" if checks else "no kernel")
        path.write_text(Report(lab="lab1", student=student, verdicts={"q": verdict}).model_dump_json())

    def export(self, plugin: type, **settings: object) -> str:
        """What an export writes."""
        to = self.root / "out"
        app = ExportApp(config=Config({plugin.__name__: settings, "ExportPlugin": {"to": str(to)}}))
        app.coursedir = CourseDirectory(root=str(self.root))
        plugin(parent=app).export(self.gradebook)
        return to.read_text(encoding="utf-8")


def check(name: str, outcome: Outcome, points: float = 2, message: str = "") -> Check:
    return Check(name=name, sentence=f"Is, “{name}”.", points=points, outcome=outcome, message=message)


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    course = Course(tmp_path_factory.mktemp("exports"))
    passed = [check("a", Outcome.PASSED), check("b", Outcome.PASSED)]
    for student in NAMES:
        if student not in ("late", "quote", "greek"):
            course.hand_in(student, 4, passed)
    course.hand_in("quote", 2.5, [check("a", Outcome.PASSED), check("b", Outcome.FAILED, message="=1+1\nis not 3")])
    course.hand_in("greek", None, [])
    yield course
    course.gradebook.close()


def rows(text: str) -> list[dict[str, str]]:
    """Read as strictly as a reader can."""
    return list(csv.DictReader(io.StringIO(text, newline=""), strict=True))


def test_canvas_has_the_columns_of_its_own_export(course):
    found = list(csv.reader(io.StringIO(course.export(Canvas, columns={"lab1": "Lab 1 (20481)"}), newline="")))
    sample = list(csv.reader(io.StringIO(CANVAS_SAMPLE)))
    assert found[0] == [*sample[0], "task"]
    assert found[1] == ["    Points Possible", "", "", "", "", "4.00", "2.00"]
    assert {len(row) for row in found} == {7}


def test_moodle_has_the_columns_of_its_own_export(course):
    found = list(csv.reader(io.StringIO(course.export(Moodle, columns={"lab1": "Assignment: Lab 1"}), newline="")))
    sample = list(csv.reader(io.StringIO(MOODLE_SAMPLE)))
    assert [*found[0][:1], *found[0][2:]] == [*sample[0][:1], *sample[0][2:], "Assignment: task"]
    assert sample[0][1] == "Surname"  # "Last name" since Moodle 4
    assert found[0][1] == "Last name"
    assert {len(row) for row in found} == {8}


def test_names_come_back_as_they_were(course):
    canvas = {row["SIS Login ID"]: row["Student"] for row in rows(course.export(Canvas))[1:]}
    moodle = {row["ID number"]: (row["First name"], row["Last name"]) for row in rows(course.export(Moodle))}
    for student in ("ada", "comma", "quote", "greek", "late"):
        first, last = NAMES[student]
        assert canvas[student] == f"{last}, {first}"
        assert moodle[student] == (first, last)
    assert moodle["lines"] == ("Two Lines", "Tab")
    assert "\n" not in "".join(canvas.values())  # Canvas tells ; from , by the first three lines


@pytest.mark.parametrize("plugin", [Canvas, Moodle, SentencesCsv, CsvExport])
def test_no_cell_is_a_formula(course, plugin):
    found = [cell for row in csv.reader(io.StringIO(course.export(plugin), newline="")) for cell in row]
    assert not [cell for cell in found if cell.lstrip().startswith(("=", "+", "-", "@"))]
    assert any(cell.startswith("'") and "HYPERLINK" in cell for cell in found) or plugin is Canvas
    assert any("@SUM(A1)" in cell for cell in found)


def test_nor_is_an_email_or_an_id_in_nbgraders_own_columns(tmp_path):
    course = Course(tmp_path)
    course.gradebook.add_student("-1+1", email="=cmd|' /C calc'!A0")
    row = next(row for row in rows(course.export(CsvExport)) if "cmd" in row["email"])
    assert row["email"] == "'=cmd|' /C calc'!A0"
    assert row["student_id"] == "'-1+1"
    assert {row["email"] for row in rows(course.export(CsvExport))} >= {"ada@example.org"}


def test_a_score_that_is_missing_is_blank_and_one_of_nothing_handed_in_is_0(course):
    for found, who, column in (
        (rows(course.export(Canvas))[1:], "SIS Login ID", "lab1"),
        (rows(course.export(Moodle)), "ID number", "Assignment: lab1"),
    ):
        scores = {row[who]: row[column] for row in found}
        assert scores == dict.fromkeys(NAMES, "4.00") | {"quote": "2.50", "greek": "", "late": "0.00"}


def test_what_nobody_has_handed_in_counts_against_nobody(course):
    canvas, moodle = rows(course.export(Canvas))[1:], rows(course.export(Moodle))
    assert {row["task"] for row in canvas} == {row["Assignment: task"] for row in moodle} == {""}
    own = [row for row in rows(course.export(CsvExport)) if row["assignment"] == "task"]
    assert len(own) == len(NAMES)
    assert {(row["raw_score"], row["score"], row["max_score"]) for row in own} == {("", "", "2.0")}


@pytest.mark.parametrize(
    ("setting", "columns"),
    [("ID", ("ada", "", "")), ("SIS User ID", ("", "ada", "")), ("SIS Login ID", ("", "", "ada"))],
)
def test_an_id_stands_in_the_column_that_canvas_knows_it_by(course, setting, columns):
    row = next(r for r in rows(course.export(Canvas, student_id_is=setting)) if r["Student"] == "Lovelace, Ada")
    assert (row["ID"], row["SIS User ID"], row["SIS Login ID"]) == columns


def test_an_id_stands_in_the_column_that_moodle_knows_it_by(course):
    found = {s: rows(course.export(Moodle, student_id_is=s))[0] for s in ("ID number", "Email address", "nothing")}
    by_id = {s: (row["ID number"], row["Email address"]) for s, row in found.items()}
    student = by_id["ID number"][0]
    assert by_id == {
        "ID number": (student, f"{student}@example.org"),
        "Email address": ("", student),
        "nothing": ("", f"{student}@example.org"),
    }


def test_each_sentence_has_a_row_and_what_is_not_known_is_null(course):
    found = json.loads(course.export(SentencesJson))
    of = {
        student: [row for row in found if (row["student_id"], row["assignment"]) == (student, "lab1")]
        for student in NAMES
    }
    assert [row["points"] for row in of["ada"]] == [2, 2]
    assert [(r["sentence"], r["outcome"], r["points"]) for r in of["quote"]] == [
        ("Is, “a”.", "passed", 2),
        ("Is, “b”.", "failed", 0),
    ]
    assert [r["message"] for r in of["quote"]] == [None, "=1+1\nis not 3"]
    (unchecked,) = of["greek"]
    assert (unchecked["outcome"], unchecked["points"], unchecked["question_points"]) == (
        "could not be checked",
        None,
        None,
    )
    assert unchecked["message"] == "no kernel"
    (nothing,) = of["late"]
    assert (nothing["question"], nothing["points"]) == (None, None)
    assert sum(row["points"] or 0 for row in found) == 4 * 4 + 2


def test_csv_and_json_say_the_same(course):
    as_csv, as_json = rows(course.export(SentencesCsv)), json.loads(course.export(SentencesJson))
    assert len(as_csv) == len(as_json)
    for one, other in zip(as_csv, as_json, strict=True):
        assert list(one) == list(other)
        for name in ("question", "outcome", "sentence"):
            assert one[name] == (other[name] or "")
        for name in ("points", "max_points", "question_points"):
            assert one[name] == ("" if other[name] is None else f"{other[name]:g}")


def test_only_whom_and_what_one_asks_for(course):
    app = ExportApp(config=Config({"ExportPlugin": {"student": ["ada"], "assignment": ["lab1"]}}))
    app.coursedir = CourseDirectory(root=str(course.root))
    export = Canvas(parent=app, to=str(course.root / "some"))
    export.export(course.gradebook)
    assert (course.root / "some").read_text().splitlines() == [
        "Student,ID,SIS User ID,SIS Login ID,Section,lab1",
        "    Points Possible,,,,,4.00",
        '"Lovelace, Ada",,,ada,,4.00',
    ]

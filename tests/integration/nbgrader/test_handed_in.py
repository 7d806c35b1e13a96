"""Is what people really hand in graded as what it is, and do they read what was taken?"""

from __future__ import annotations

import io
import zipfile

import nbformat
import pytest

from labgrader import structure

WHOLE = {"scale": 4, "plot": 2}
CALL = "scaled = scale(numbers)\n"
READ = "import csv\nnames = list(csv.reader(open('data.csv')))\nassert names == [['a', 'b']]\n"
PART = "def scale(values):\n    return [FACTOR * v for v in values]\n"
RAN, ANSWER = f"%run part.ipynb\n{CALL}", f"{PART}\n\n{CALL}"


def packed(members: dict[str, str]) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return held.getvalue()


def find(notebook, name):
    return next(cell for cell in notebook.cells if structure.grade_id(cell) == name)


def from_colab(notebook, comment="#@param {type:'integer'}"):
    for number, cell in enumerate(notebook.cells):
        cell.metadata, cell.id = {"id": f"x{number}"}, f"x{number}"
        cell.source = cell.source.replace("\n", "\r\n")
        if cell.source.startswith("FACTOR"):
            cell.source = "#@title Numbers\r\n" + cell.source + " " + comment
    return notebook


def merged(notebook, first, second):
    into, gone = find(notebook, first), find(notebook, second)
    into.source += "\n\n" + gone.source
    notebook.cells.remove(gone)
    return notebook


def behind(notebook, name, code):
    """A notebook with more code in a given cell."""
    find(notebook, name).source += "\n\n" + code
    return notebook


@pytest.fixture
def handed_in(course):
    """A class that hands in as people do; what each should earn, and a part of what each should read."""
    solved = nbformat.writes(course.solved())
    hand_in = course.hand_in
    hand_in("copy", course.lab.release_path.read_bytes())
    hand_in("copy", solved, "toy-Copy1.ipynb")
    hand_in("capitals", solved, "TOY.IPYNB")
    hand_in("text", solved, "toy.ipynb.txt")
    hand_in("zip", packed({"work/toy.ipynb": solved, "__MACOSX/work/._toy.ipynb": "x"}), "work.zip")
    hand_in("hidden", solved, "mine.ipynb")
    hand_in("hidden", b"\0\5\x16\7", "._mine.ipynb")
    hand_in("wide", solved.encode("utf-16"))
    hand_in("colab", from_colab(course.solved()))
    hand_in("comment", from_colab(course.solved(), "# mine"))
    hand_in("behind", behind(course.solved(scale_answer="raise NotImplementedError()"), "numbers", ANSWER))
    hand_in("behind-too", from_colab(behind(course.solved(scale_answer=CALL), "parameters", PART)))
    hand_in("merged", merged(course.solved(), "scale", "plot_answer"))
    hand_in("all-in-front", merged(merged(course.solved(), "parameters", "numbers"), "parameters", "scale_answer"))
    part = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(PART)])
    hand_in("parts", course.solved(scale_answer=RAN + READ))
    hand_in("parts", part, "part.ipynb")
    hand_in("parts", "a,b\n", "data.csv")
    hand_in("two", packed({"a.ipynb": solved, "b.ipynb": solved}), "toy.zip")
    hand_in("pdf", b"%PDF-1.4", "toy.pdf")
    hand_in("package", course.solved(scale_answer="import keras_of_mine\nscaled = [FACTOR * v for v in numbers]"))
    hand_in("python2", course.solved(scale_answer="scaled = []\nprint 'hello'"))
    course.reads = {
        "copy": "Not graded: toy.ipynb",
        "capitals": "was called TOY.IPYNB",
        "text": "was called toy.ipynb.txt",
        "zip": "taken out of work.zip",
        "hidden": "was called mine.ipynb",
        "wide": "",
        "colab": "lost their nbgrader metadata",
        "comment": "found by their place alone: `scale_answer`",
        "behind": "kept as a cell of your own right behind: `numbers`",
        "behind-too": "kept as a cell of your own right behind: `parameters`",
        "merged": "kept as a cell of your own right behind: `scale`",
        "all-in-front": "these were taken out again: `numbers`",
        "parts": "Not graded: part.ipynb",
        "two": "toy.zip was not taken. The archive holds 2 notebooks",
        "pdf": "toy.pdf was not taken. It is no notebook",
        "package": "The package `keras_of_mine` is not there",
        "python2": "cannot read one of its cells",
    }
    return course


LOST = ("two", "pdf", "package", "python2")


def test_each_earns_what_the_work_is_worth_and_reads_what_was_taken(handed_in):
    """And so it is when nbgrader's own command grades it again."""
    done = handed_in("labgrader", "grade", "toy")
    assert done.returncode == 0, done.stdout + done.stderr
    earned = {student: handed_in.scores(student) for student in handed_in.reads}
    assert {s: e for s, e in earned.items() if s not in LOST} == dict.fromkeys(set(earned) - set(LOST), WHOLE)
    assert {student: earned[student]["scale"] for student in LOST} == dict.fromkeys(LOST, 0)
    for student, words in handed_in.reads.items():
        said = " ".join(handed_in.report(student).remarks)
        assert words in said, (student, said)
        assert words.split("`")[0] in handed_in.feedback(student), student
    done = handed_in("nbgrader", "autograde", "toy", "--force")
    assert done.returncode == 0, done.stderr
    assert {student: handed_in.scores(student) for student in earned} == earned


def test_grades_nbgraders_own_command_those_alone_too_whose_files_it_does_not_know(handed_in):
    """No file of `text`, `zip`, `capitals` and `pdf` is one for nbgrader, and it does not know that of `hidden`."""
    assert handed_in("nbgrader", "generate_assignment", "toy").returncode == 0
    done = handed_in("nbgrader", "autograde", "toy")
    assert done.returncode == 0, done.stderr
    earned = {student: handed_in.scores(student) for student in handed_in.reads}
    assert {s: e for s, e in earned.items() if s not in LOST} == dict.fromkeys(set(earned) - set(LOST), WHOLE)
    assert {student: earned[student]["scale"] for student in LOST} == dict.fromkeys(LOST, 0)

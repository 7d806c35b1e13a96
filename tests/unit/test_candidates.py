"""Is the right one of the files that a student handed in taken for the notebook, and is the student told?"""

import io
import json
import os
import zipfile

import nbformat
import pytest

from labgrader import corpus
from labgrader.candidates import choose
from labgrader.pipeline.submission import read_folder

ANSWER = "scaled = [FACTOR * v for v in numbers]"


@pytest.fixture
def solved(toy):
    """The bytes of a notebook with an answer."""
    return nbformat.writes(corpus.submission(toy, {"scale_answer": (ANSWER,)})).encode()


@pytest.fixture
def untouched(toy):
    """The bytes of the notebook as it was handed out."""
    return toy.release_path.read_bytes()


@pytest.fixture
def hand_in(toy, tmp_path):
    """Hands in some files, the last one newest, each a minute apart; what is read of them."""

    def hand_in(files):
        folder = tmp_path / "submitted" / "ada" / "toy"
        for number, (name, content) in enumerate(files.items()):
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
            os.utime(path, (1e9 + 60 * number, 1e9 + 60 * number))
        first = read_folder(toy, "ada", folder, [])
        again = read_folder(toy, "ada", folder, [])
        assert (again.notebook, again.remarks) == (first.notebook, first.remarks), "grading again says the same"
        return first

    return hand_in


def zipped(files, **options):
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", **options) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return held.getvalue()


def is_solved(submission):
    return not submission.unreadable and any(cell.source == ANSWER for cell in submission.notebook.cells)


RENAMED = [
    "toy (1).ipynb",
    "TOY.IPYNB",
    "Toy.ipynb",
    "mine.Ipynb",
    "toy.ipynb.txt",
    "toy.json",
    "toy.ipynb.json",
    "toy",
]
RENAMED += ["toy.txt", "work/toy.ipynb", "toy.ipynb.download"]


@pytest.mark.parametrize("name", RENAMED)
@pytest.mark.parametrize("beside", ["nothing", "the release"])
def test_is_a_notebook_of_another_name_taken(solved, untouched, hand_in, name, beside):
    found = hand_in({name: solved} | ({"toy.ipynb": untouched} if beside != "nothing" else {}))
    assert is_solved(found)
    assert any(name.split("/")[-1] in remark for remark in found.remarks)


PACKED = {
    "at the top": ["toy.ipynb"],
    "in a folder": ["work/toy.ipynb", "work/data.csv"],
    "by a Mac": ["work/toy.ipynb", "__MACOSX/work/._toy.ipynb", ".DS_Store"],
    "with a checkpoint": ["toy.ipynb", ".ipynb_checkpoints/toy-checkpoint.ipynb"],
    "under another name": ["Lab Toy.IPYNB"],
    "with another notebook": ["toy.ipynb", "part.ipynb"],
}


@pytest.mark.parametrize("name", ["toy.zip", "TOY.ZIP", "toy.ipynb.zip"])
@pytest.mark.parametrize("what", PACKED)
def test_is_the_one_notebook_of_an_archive_taken_with_what_lies_beside_it(solved, hand_in, name, what):
    members = {place: solved if place.lower().endswith("toy.ipynb") else b"x" for place in PACKED[what]}
    found = hand_in({name: zipped(members)})
    assert is_solved(found)
    assert any(f"taken out of {name}" in remark for remark in found.remarks)
    assert found.files.get("data.csv") == (b"x" if what == "in a folder" else None)
    assert found.notebooks == ({"part.ipynb": b"x"} if what == "with another notebook" else {})


REFUSED = {
    "two notebooks": (lambda nb: zipped({"a.ipynb": nb, "b.ipynb": nb}), "holds 2 notebooks"),
    "none": (lambda nb: zipped({"a.py": nb}), "holds no notebooks"),
    "two folders deep": (lambda nb: zipped({"a/b/toy.ipynb": nb}), "holds no notebooks"),
    "outside": (lambda nb: zipped({"../toy.ipynb": nb}), "holds no notebooks"),
    "a bomb": (lambda nb: zipped({"toy.ipynb": b"[" * 50_000_000}, compression=zipfile.ZIP_DEFLATED), "20 MB"),
    "cut off": (lambda nb: zipped({"toy.ipynb": nb})[:-30], "cannot be read"),
    "damaged": (lambda nb: zipped({"toy.ipynb": nb}).replace(b'"cells"', b'"sells"', 1), "cannot be read"),
    "another packing": (lambda nb: zipped({"toy.ipynb": nb}, compression=zipfile.ZIP_LZMA), "unusual way"),
    "no archive": (lambda nb: b"hello", "cannot be read"),
    "a damaged notebook": (lambda nb: zipped({"toy.ipynb": nb[:-50]}), "not a Jupyter notebook"),
}


@pytest.mark.parametrize("what", REFUSED)
def test_does_the_student_read_why_an_archive_was_not_taken(solved, hand_in, what):
    make, why = REFUSED[what]
    found = hand_in({"toy.zip": make(solved)})
    assert "There was no notebook called toy.ipynb" in found.unreadable
    (remark,) = found.remarks
    assert remark.startswith("toy.zip was not taken. ")
    assert why in remark


@pytest.mark.parametrize("name", ["toy.html", "toy.pdf", "toy.py", "answers.docx", "toy.json"])
def test_does_the_student_read_which_file_is_no_notebook(hand_in, name):
    found = hand_in({name: b"[1, 2]"})
    assert found.unreadable
    assert any(f"{name} " in remark for remark in found.remarks)


HIDDEN = ["._toy.ipynb", ".ipynb_checkpoints/toy-checkpoint.ipynb", "__MACOSX/toy.ipynb", "__MACOSX/._mine.ipynb"]


@pytest.mark.parametrize("hidden", HIDDEN)
@pytest.mark.parametrize("name", ["toy.ipynb", "mine.ipynb"])
def test_is_a_hidden_file_never_the_notebook(solved, untouched, hand_in, hidden, name):
    assert is_solved(hand_in({name: solved, hidden: untouched.replace(b"FACTOR", b"OTHER")}))
    assert hand_in({name: solved, hidden: b"\0\5\x16\7"}).notebooks == {}


@pytest.mark.parametrize(
    "names", [("toy.ipynb", "toy-Copy1.ipynb"), ("toy-Copy1.ipynb", "toy.ipynb"), ("a.ipynb", "b.ipynb")]
)
def test_is_the_one_with_answers_taken_of_several(solved, untouched, hand_in, names):
    found = hand_in({names[0]: solved, names[1]: untouched})
    assert is_solved(found)
    assert [names[0] in remark and f"Not graded: {names[1]}" in remark for remark in found.remarks].count(True) == 1


def test_is_the_newest_taken_where_several_have_answers(toy, solved, hand_in):
    old = nbformat.writes(corpus.submission(toy, {"scale_answer": ("scaled = []",)})).encode()
    assert is_solved(hand_in({"toy.ipynb": old, "toy-Copy1.ipynb": solved}))


def test_is_a_notebook_that_is_no_copy_of_the_lab_left_beside_it(solved, hand_in):
    part = nbformat.writes(nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("helper = 1")])).encode()
    found = hand_in({"toy.ipynb": solved, "part.ipynb": part, "data.csv": b"1,2"})
    assert is_solved(found)
    assert (found.notebooks, found.files) == ({"part.ipynb": part}, {"data.csv": b"1,2"})


def test_is_a_damaged_notebook_no_loss_where_a_copy_is_there(solved, hand_in):
    found = hand_in({"toy.ipynb": solved[:-40], "toy-Copy1.ipynb": solved})
    assert is_solved(found)
    assert any(remark.startswith("toy.ipynb was not taken. ") for remark in found.remarks)


def test_is_nothing_said_of_a_submission_as_it_should_be(toy, solved, hand_in):
    found = hand_in({"toy.ipynb": solved, "data.json": json.dumps([1]).encode(), "timestamp.txt": b"2026-01-01"})
    assert is_solved(found)
    assert found.remarks == []


def test_is_a_link_no_candidate(toy, tmp_path):
    folder = tmp_path / "me"
    folder.mkdir()
    (folder / "mine.ipynb").symlink_to(toy.source_path)
    assert choose(toy, folder).taken is None

"""Is what was downloaded from Canvas or Moodle collected for whom it is from, and is nothing else unpacked?"""

from __future__ import annotations

import io
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from nbgrader.apps import ZipCollectApp
from nbgrader.coursedir import CourseDirectory
from toys import TOY

from labgrader.intake import MAX_NOTEBOOK_BYTES
from labgrader.lab import Lab
from labgrader.pipeline.submission import read_folder
from labgrader.seam.downloads import Downloaded, NotebooksOnly

Collect = Callable[..., dict[str, str]]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A course with a lab that was released."""
    (tmp_path / "release" / "toy").mkdir(parents=True)
    shutil.copy(TOY / "source" / "toy" / "toy.ipynb", tmp_path / "release" / "toy")
    (tmp_path / "downloaded" / "toy" / "archive").mkdir(parents=True)
    return tmp_path


@pytest.fixture
def collect(root: Path) -> Collect:
    """Collects an archive; what was then submitted, by path."""

    def collect(files: dict[str, str | bytes], name: str = "submissions.zip", encoding: str = "utf-8", **settings: str):
        with zipfile.ZipFile(root / "downloaded" / "toy" / "archive" / name, "w", zipfile.ZIP_DEFLATED) as archive:
            for member, content in files.items():
                archive.writestr(member, content)
        run(root, **settings)
        submitted = (root / "submitted").rglob("*")
        found = {p.relative_to(root / "submitted").as_posix(): p for p in submitted if p.is_file()}
        return {name: path.read_bytes().decode(encoding) for name, path in found.items()}

    return collect


def run(root: Path, **settings: str) -> None:
    """What `nbgrader zip_collect toy` does."""
    app = ZipCollectApp()
    app.coursedir = CourseDirectory(root=str(root), assignment_id="toy")
    app.extractor_plugin, app.collector_plugin = NotebooksOnly, Downloaded
    app.init_plugins()
    for name, value in settings.items():
        setattr(app.collector_plugin_inst, name, value)
    app.extract_archive_files()
    app.process_extracted_files()


CANVAS = {
    "lovelaceada_1234_501_toy.ipynb": "1234/toy/toy.ipynb",
    "turingalan_LATE_77_502_toy-1.ipynb": "77/toy/toy.ipynb",
    "小龍李_88_503_toy.ipynb": "88/toy/toy.ipynb",
    "anon_a1B2c_504_toy.ipynb": "anon_a1B2c/toy/toy.ipynb",
    "LATE_anon_x9_505_toy.ipynb": "anon_x9/toy/toy.ipynb",
    "hopper_99_506_my work (2).ipynb": "99/toy/my work (2).ipynb",
    "noether_66_507_a_12_34_toy.ipynb": "66/toy/a_12_34_toy.ipynb",
}
MOODLE = {
    "Ada Lovelace_1234_assignsubmission_file_/toy.ipynb": "1234/toy/toy.ipynb",
    "Seán O'Neill_77_assignsubmission_file/toy.ipynb": "77/toy/toy.ipynb",
    "李 小龍_88_assignsubmission_file_toy.ipynb": "88/toy/toy.ipynb",
    "Participant_99_assignsubmission_file_/work/toy-1.ipynb": "99/toy/toy-1.ipynb",
}


@pytest.mark.parametrize("names", [CANVAS, MOODLE], ids=["Canvas", "Moodle"])
def test_each_file_is_submitted_for_whom_it_is_from(collect, names):
    assert collect({name: name for name in names}) == {path: name for name, path in names.items()}


def test_a_second_upload_of_the_same_name_is_kept_beside_the_first(collect):
    files = {"ada_1_50_toy.ipynb": "first", "ada_1_51_toy-1.ipynb": "second"}
    assert collect(files) == {"1/toy/toy.ipynb": "first", "1/toy/toy-1.ipynb": "second"}


@pytest.mark.parametrize(
    ("name", "student"),
    [
        ("Eve_13_assignsubmission_file_/ada_1_50_toy.ipynb", "13"),
        ("Eve_13_assignsubmission_file_/Ada_1_assignsubmission_file_/toy.ipynb", "13"),
        ("Eve_13_assignsubmission_file_Ada_1_assignsubmission_file_toy.ipynb", "13"),
        ("eve_13_50_ada_1_51_toy.ipynb", "13"),
        ("eve_13_50_Ada_1_assignsubmission_file_toy.ipynb", None),
    ],
)
def test_nobody_hands_in_for_somebody_else(collect, name, student):
    found = {path.split("/")[0] for path in collect({name: "eve's"})}
    assert "1" not in found
    assert student is None or found == {student}


def test_students_archives_are_left_as_they_are_and_other_files_lie_beside_the_notebook(collect, root):
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as archive:
        archive.writestr("toy.ipynb", "inner")
    packed = inner.getvalue().decode("latin-1")
    files = {"ada_1_50_toy.ipynb": "a", "ada_1_51_data-2024.csv": "1,2", "eve_2_51_toy.zip": inner.getvalue()}
    found = collect(files | {"bob_3_52_toy.ipynb.txt": "b"}, encoding="latin-1")
    assert found == {
        "1/toy/toy.ipynb": "a",
        "1/toy/data-2024.csv": "1,2",
        "2/toy/toy.zip": packed,
        "3/toy/toy.ipynb.txt": "b",
    }


def test_a_name_that_a_student_used_twice_stops_nobody(collect, capsys):
    """The file that is nearest to the top is taken."""
    files = {
        "Ada_1_assignsubmission_file_/old/toy.ipynb": "old",
        "Ada_1_assignsubmission_file_/toy.ipynb": "new",
        "Ada_1_assignsubmission_file_/very/old/toy.ipynb": "older",
        "Bob_2_assignsubmission_file_/toy.ipynb": "bob's",
    }
    assert collect(files) == {"1/toy/toy.ipynb": "new", "2/toy/toy.ipynb": "bob's"}
    assert capsys.readouterr().err.count("1 handed in toy.ipynb twice") == 2


def test_of_two_archives_the_newer_upload_is_taken(collect, root):
    with zipfile.ZipFile(root / "downloaded" / "toy" / "archive" / "a.ZIP", "w") as archive:
        archive.writestr("ada_1_50_toy.ipynb", "first")
        archive.writestr("bob_2_51_toy.ipynb", "bob's")
    assert collect({"ada_1_90_toy.ipynb": "second"}, name="b.zip") == {
        "1/toy/toy.ipynb": "second",
        "2/toy/toy.ipynb": "bob's",
    }


@pytest.mark.parametrize(
    "names", [("toy.ipynb", "toy-1.ipynb"), ("toy-1.ipynb", "toy-2.ipynb"), ("toy.ipynb", "b.ipynb")]
)
def test_the_last_of_a_students_uploads_is_the_newest(collect, root, names):
    collect({f"ada_1_{50 + number}_{name}": name for number, name in enumerate(names)})
    times = [(root / "submitted" / "1" / "toy" / name).stat().st_mtime for name in names]
    assert times == sorted(set(times))


@pytest.mark.parametrize("name", ["LOVELACEADA_LATE_1_50_TOY.IPYNB", "Ada_1_assignsubmission_file_/Toy.Ipynb"])
def test_capitals_do_not_matter(collect, name):
    (path,) = collect({name: "a"})
    assert path.lower() == "1/toy/toy.ipynb"


def damage(content: bytes, text: bytes) -> bytes:
    """An archive in which one stored file is not what its checksum says."""
    assert text in content
    return content.replace(text, text[::-1], 1)


@pytest.mark.parametrize("other", ["ada_1_50_toy.ipynb", "Ada_1_assignsubmission_file_/toy.ipynb"])
def test_a_damaged_file_costs_its_student_alone_who_reads_why(root, capsys, other):
    shutil.copytree(TOY / "source", root / "source")
    place = root / "downloaded" / "toy" / "archive" / "submissions.zip"
    with zipfile.ZipFile(place, "w") as archive:
        archive.writestr(other, "right")
        archive.writestr(other.replace("1", "2", 1), "damaged")
    place.write_bytes(damage(place.read_bytes(), b"damaged"))
    with pytest.raises(SystemExit) as ended:
        run(root)
    assert ended.value.code == 1
    assert (root / "submitted" / "1" / "toy" / "toy.ipynb").read_text() == "right"
    assert "2: toy.ipynb was not taken" in capsys.readouterr().err
    lab, folder = Lab(root, "toy"), root / "submitted" / "2" / "toy"
    for _ in range(2):
        submission = read_folder(lab, "2", folder, [])
        assert "There was no notebook" in submission.unreadable
        assert any(remark.startswith("toy.ipynb was not taken") for remark in submission.remarks)


@pytest.mark.parametrize("name", ["../../../evil_1_50_toy.ipynb", "/tmp/evil_1_50_toy.ipynb"])
def test_nothing_is_written_elsewhere(collect, root, name):
    assert collect({name: "evil"}) == {}
    written = [p for p in root.parent.rglob("evil*")]
    assert written == []
    assert not Path("/tmp/evil_1_50_toy.ipynb").exists()


def test_a_notebook_that_grows_when_it_is_unpacked_is_cut(collect, root):
    found = collect({"ada_1_50_toy.ipynb": b" " * (MAX_NOTEBOOK_BYTES + 5_000_000)})
    assert len(found["1/toy/toy.ipynb"]) == MAX_NOTEBOOK_BYTES + 1


def test_an_archive_that_is_damaged_is_named(root, caplog):
    (root / "downloaded" / "toy" / "archive" / "broken.zip").write_bytes(b"PK\x03\x04 no archive")
    with pytest.raises(SystemExit) as ended:
        run(root)
    assert ended.value.code == 1


def test_files_may_have_names_from_elsewhere(collect):
    pattern = r".*/(?P<student_id>[^/_]+)_(?P<file_id>[^/]+)\.ipynb"  # the one of docs/grade-downloaded-files.md
    assert collect({"ada_toy.ipynb": "a"}, named_regexp=pattern) == {"ada/toy/toy.ipynb": "a"}
    page = Path(__file__).parents[3] / "docs" / "grade-downloaded-files.md"
    assert pattern in page.read_text(encoding="utf-8")

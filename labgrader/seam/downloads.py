"""For `nbgrader zip_collect`: submissions that were downloaded from Canvas or Moodle.

nbgrader's own extractor unpacks every archive in the archive, too, and those are the students': a damaged one ends the
collection, and a small one can fill the disk. Its collector asks for a pattern of file names; those of Canvas and
Moodle stand here.

* Canvas, "Download Submissions" (`lib/content_zipper.rb` of github.com/instructure/canvas-lms):
  `lovelaceada_LATE_1234_56789_lab1.ipynb`, in the order of name, lateness, the student's number, the upload's, and the
  file's name, with `-1` behind it when it was handed in once more. Without names: `anon_a1B2c_56789_lab1.ipynb`.
* Moodle, "Download all submissions" (docs.moodle.org, "Assignment grading"):
  `Ada Lovelace_1234_assignsubmission_file_/lab1.ipynb`, or the same without the folder. The number is the one that the
  grading table and the grading worksheet call "Participant".
"""

from __future__ import annotations

import re
import shutil
import zipfile
from glob import escape
from pathlib import Path, PurePosixPath

from nbgrader.plugins import ExtractorPlugin, FileNameCollectorPlugin

from labgrader.intake import MAX_NOTEBOOK_BYTES
from labgrader.plaintext import plain, quoted
from labgrader.seam.ids import afterwards
from labgrader.student_ids import student_id_problem

CANVAS = re.compile(
    r"(?:[^/]*?_)??(?:LATE_)?(?P<student_id>\d+|anon_[A-Za-z0-9]+)_(?P<upload>\d+)_(?P<file>[^/]+)\.ipynb"
)
MOODLE = re.compile(
    r"(?:[^/]+/)*?[^/]*?_(?P<student_id>\d+)_assignsubmission_file_?/?(?:[^/]+/)*(?P<file>[^/]+)\.ipynb"
)


class NotebooksOnly(ExtractorPlugin):
    """Takes the notebooks out of downloaded archives, and nothing else; what is in them is left as it is."""

    def extract(self, archive_path: str, extracted_path: str) -> None:
        """Called by `nbgrader zip_collect` with the folder of what was downloaded, and the one to extract to."""
        source, target = Path(archive_path), Path(extracted_path)
        for path in sorted(p for p in source.rglob("*") if p.is_file() and not p.is_symlink()):
            if path.suffix == ".zip" and path.parent == source:
                self._extract(path, target / path.stem)
            elif path.suffix == ".ipynb":
                place = target / path.relative_to(source)
                place.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(path, place)
            else:
                self.log.warning("%s is no notebook, and is left out", plain(str(path)))

    def _extract(self, archive: Path, folder: Path) -> None:
        try:
            with zipfile.ZipFile(archive) as opened:
                for member in opened.infolist():
                    if not member.is_dir():
                        self._take(opened, member, folder)
        except (zipfile.BadZipFile, NotImplementedError, RuntimeError) as error:  # damaged, or encrypted
            self.parent.fail(f"{archive} cannot be read ({error}). Download it again.")

    def _take(self, opened: zipfile.ZipFile, member: zipfile.ZipInfo, folder: Path) -> None:
        name = PurePosixPath(member.filename)
        if name.suffix != ".ipynb" or name.is_absolute() or ".." in name.parts:
            self.log.warning("%s is no notebook, and is left out", quoted(member.filename))
            return
        place = folder / name
        place.parent.mkdir(parents=True, exist_ok=True)
        with opened.open(member) as source, place.open("wb") as file:
            # One byte more than a notebook may have: it is then refused where all are, and its student reads why.
            file.write(source.read(MAX_NOTEBOOK_BYTES + 1))


class Downloaded(FileNameCollectorPlugin):
    """Reads the file names of Canvas and Moodle; a `named_regexp` that is configured goes before."""

    def collect(self, submitted_file: str) -> dict[str, str] | None:
        """Called by `nbgrader zip_collect` with each file: whose it is, and what it is called; None to leave it out."""
        found = self._read(submitted_file)
        if found is not None and (problem := student_id_problem(found.get("student_id", ""))):
            self.log.error("%s was not taken: %s", plain(submitted_file), problem)
            afterwards(self.parent, "_transfer_files", self._fail)
            return None
        return found

    def _fail(self) -> None:
        self.parent.fail("Not everything was taken: see above. Everybody else's files are in place.")

    def _read(self, submitted_file: str) -> dict[str, str] | None:
        if self.named_regexp:
            return super().collect(submitted_file)
        path = Path(submitted_file).relative_to(self.parent._format_collect_path(self.parent.extracted_directory))
        found = [MOODLE.fullmatch(path.as_posix())]
        if len(path.parts) <= 2:  # Canvas's archives have no folders
            found.append(CANVAS.fullmatch(path.as_posix(), len(path.as_posix()) - len(path.name)))
        # What stands first counts: what follows is a name that the student chose, and may look like another's.
        match = min(filter(None, found), key=lambda match: match.start("student_id"), default=None)
        if match is not None:
            return {"student_id": match["student_id"], "file_id": _name(Path(submitted_file), match)}
        self.log.warning(
            "%s has no name that Canvas or Moodle gives. If it comes from elsewhere, set "
            "c.FileNameCollectorPlugin.named_regexp in nbgrader_config.py",
            plain(submitted_file),
        )
        return None


def _name(path: Path, match: re.Match[str]) -> str:
    """The file's own name, without the number that Canvas appends, unless the student has handed in two such files."""
    name = match["file"]
    base = re.sub(r"-\d+$", "", name)
    if "upload" not in match.groupdict() or base == name:
        return name
    others = list(path.parent.glob(f"*{escape(match['student_id'])}_*_{escape(base)}*.ipynb"))
    return base if len(others) == 1 else name

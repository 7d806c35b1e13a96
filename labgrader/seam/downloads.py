"""For `nbgrader zip_collect`: submissions that were downloaded from Canvas or Moodle; `lms.py` knows their names.

nbgrader's own extractor unpacks every archive in the archive, too, and those are the students': a damaged one ends the
collection, and a small one can fill the disk. Here a student's files are taken as they are, whatever they are called:
which of them is the notebook, the intake says. What cannot be taken costs that student alone, who reads why.
"""

from __future__ import annotations

import errno
import os
import shutil
import time
import zipfile
import zlib
from collections import defaultdict
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from nbgrader.apps import ZipCollectApp
from nbgrader.plugins import ExtractorPlugin, FileNameCollectorPlugin

from labgrader import intake, tidy
from labgrader.lab import CourseError, Lab
from labgrader.notebookfile import MAX_NOTEBOOK_BYTES, is_notebook_name
from labgrader.plaintext import plain, quoted
from labgrader.seam.ids import afterwards
from labgrader.seam.lms import Upload, upload_of
from labgrader.student_ids import student_id_problem

# What one damaged, locked or oddly named file raises; a full disk is none of these.
DAMAGED = (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError)
ODD_NAMES = (errno.ENAMETOOLONG, errno.EEXIST, errno.ENOTDIR, errno.EISDIR, errno.EINVAL)
GENERATED = ("__MACOSX", ".DS_Store", ".ipynb_checkpoints")
MAX_STUDENT_BYTES = 10 * MAX_NOTEBOOK_BYTES  # of all files of one student
APART = 60  # seconds between two uploads of a student: the newest notebook is the one that counts


@dataclass
class Left:
    """What was left out in one collection.

    Attributes:
        of: sentences for each student.
        failed: whether something that was handed in could not be taken.
        times: when each file that is taken was written, by the path that it gets.
    """

    of: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    failed: bool = False
    times: dict[Path, float] = field(default_factory=dict)


def left_by(app: ZipCollectApp) -> Left:
    """What an `nbgrader zip_collect` has left out so far; students and teacher are told when all is in place."""
    if not hasattr(app, "left_out"):
        app.left_out = Left()
        for method in ("_transfer_files", "process_extracted_files"):  # the first one only if there are files
            afterwards(app, method, lambda: _finish(app))
    return app.left_out


def _finish(app: ZipCollectApp) -> None:
    """Give the files their times, and each student to whom something happened a folder with the reason."""
    left = app.left_out
    for path, written in left.times.items():
        if path.is_file():
            os.utime(path, (written, written))
    name = app.coursedir.assignment_id
    for student, sentences in left.of.items():
        folder = Path(app.coursedir.format_path(app.coursedir.submitted_directory, student, name))
        folder.mkdir(parents=True, exist_ok=True)
        with suppress(CourseError):  # not of this course: nbgrader says so when it is graded
            lab = Lab(Path(app.coursedir.root), name)
            intake.put_notebook_in_place(folder, lab)
            tidy.note(lab, student, folder, sentences)
    if left.failed:
        app.fail("Not everything was taken: see above. Everybody else's files are in place.")


class NotebooksOnly(ExtractorPlugin):
    """Takes the students' files out of downloaded archives, and unpacks nothing that is in them."""

    def extract(self, archive_path: str, extracted_path: str) -> None:
        """Called by `nbgrader zip_collect` with the folder of what was downloaded, and the one to extract to."""
        source, target = Path(archive_path), Path(extracted_path)
        self.left = left_by(self.parent)
        self.taken: dict[str, int] = defaultdict(int)
        for path in sorted(p for p in source.rglob("*") if p.is_file() and not p.is_symlink()):
            place = path.relative_to(source)
            if path.suffix.lower() == ".zip" and path.parent == source and upload_of(PurePosixPath(place)) is None:
                self._extract(path, target / path.stem)
            elif (upload := self._wanted(PurePosixPath(place))) is not None:
                (target / place).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy2(path, target / place)
                self.taken[upload.student] += path.stat().st_size

    def _extract(self, archive: Path, folder: Path) -> None:
        try:
            with zipfile.ZipFile(archive) as opened:
                for member in opened.infolist():
                    if not member.is_dir():
                        self._take(opened, member, folder)
        except (zipfile.BadZipFile, NotImplementedError) as error:
            self.log.error("%s cannot be read (%s). Download it again.", plain(str(archive)), plain(str(error)))
            self.left.failed = True

    def _wanted(self, place: PurePosixPath) -> Upload | None:
        """Whose file it is, or None for one that is not taken, and why in a line."""
        if any(part.startswith("._") or part in GENERATED for part in place.parts[1:]):
            return None
        upload = upload_of(place)
        if self.parent.collector_plugin_inst.named_regexp and is_notebook_name(place.name):
            return upload or Upload("", place.name)
        if upload is None:
            self.log.warning(
                "%s has no name that Canvas or Moodle gives, and is left out. If it comes from elsewhere, set "
                "c.FileNameCollectorPlugin.named_regexp in nbgrader_config.py",
                quoted(place.name),
            )
        return upload

    def _take(self, opened: zipfile.ZipFile, member: zipfile.ZipInfo, folder: Path) -> None:
        name = PurePosixPath(member.filename)
        if name.is_absolute() or ".." in name.parts:
            self.log.warning("%s leads elsewhere, and is left out", quoted(member.filename))
            return
        upload = self._wanted(PurePosixPath(folder.name) / name)
        if upload is None:
            return
        place = folder / name
        # One byte more than a notebook may have: it is then refused where all are, and its student reads why.
        most = min(MAX_NOTEBOOK_BYTES + 1, MAX_STUDENT_BYTES - self.taken[upload.student])
        try:
            if most <= 0:
                raise RuntimeError(f"all files together have more than {MAX_STUDENT_BYTES // 1_000_000} MB")
            place.parent.mkdir(parents=True, exist_ok=True)
            with opened.open(member) as source:
                content = source.read(most)
            place.write_bytes(content)
        except (*DAMAGED, OSError) as error:
            if isinstance(error, OSError) and error.errno not in ODD_NAMES:
                raise
            self._left_out(upload, f"it could not be read from the download ({type(error).__name__})")
            return
        self.taken[upload.student] += len(content)
        with suppress(ValueError, OverflowError):
            written = time.mktime((*member.date_time, 0, 0, -1))
            os.utime(place, (written, written))

    def _left_out(self, upload: Upload, why: str) -> None:
        self.log.error("%s: %s was not taken: %s", quoted(upload.student), quoted(upload.name), why)
        self.left.failed = True
        if not student_id_problem(upload.student):
            self.left.of[upload.student].append(f"{quoted(upload.name)} was not taken: {why}. Please submit it again.")


class Downloaded(FileNameCollectorPlugin):
    """Reads the file names of Canvas and Moodle; a `named_regexp` that is configured goes before."""

    def collect(self, submitted_file: str) -> dict[str, str] | None:
        """Called by `nbgrader zip_collect` with each file: whose it is, and what it is called; None to leave it out."""
        if not hasattr(self, "plan"):
            self.plan = self._plan()
        return self.plan.get(Path(submitted_file))

    def _plan(self) -> dict[Path, dict[str, str]]:
        """What each file is called in its student's folder: each name once, the one nearest to the top."""
        left = left_by(self.parent)
        found: dict[tuple[str, str], list[tuple[Upload, Path, dict[str, str]]]] = defaultdict(list)
        for path in sorted(p for p in self._root.rglob("*") if p.is_file()):
            upload, info = self._read(path)
            if upload is None:
                continue
            if problem := student_id_problem(upload.student):
                self.log.error("%s was not taken: %s", plain(str(path)), problem)
                left.failed = True
            else:
                found[upload.student, upload.first_name].append((upload, path, info))
        plan: dict[Path, dict[str, str]] = {}
        for (student, first_name), handed in found.items():
            # The nearest to the top; of several there the newest.
            handed.sort(key=lambda one: (one[0].depth, -one[0].number, -one[1].stat().st_mtime, one[1]))
            names: dict[str, Path] = {}
            alone = len({upload.name for upload, _, _ in handed}) == 1
            for upload, path, info in handed:
                name = first_name if alone else upload.name
                if name in names and "timestamp" not in info:
                    self._twice(upload, path, names[name], left)
                    continue
                names.setdefault(name, path)
                plan[path] = info | {"student_id": student, "file_id": name}
        self._times(found, plan, left)
        return plan

    def _times(self, found: dict, plan: dict[Path, dict[str, str]], left: Left) -> None:
        """Note when each file was written: of Canvas's, in the order of the uploads."""
        uploads: dict[str, list[tuple[Upload, Path]]] = defaultdict(list)
        for (student, _), handed in found.items():
            uploads[student] += [(upload, path) for upload, path, _ in handed]
        for student, handed in uploads.items():
            directory = self.parent.coursedir.submitted_directory
            folder = Path(self.parent.coursedir.format_path(directory, student, self.parent.coursedir.assignment_id))
            last = max(path.stat().st_mtime for _, path in handed)
            order = sorted({upload.number for upload, _ in handed})
            for upload, path in handed:
                if path in plan:
                    written = last + order.index(upload.number) * APART if upload.number else path.stat().st_mtime
                    left.times[folder / plan[path]["file_id"]] = written

    @property
    def _root(self) -> Path:
        return Path(self.parent._format_collect_path(self.parent.extracted_directory))

    def _read(self, path: Path) -> tuple[Upload | None, dict[str, str]]:
        """Whose a file is, and what a configured pattern found in its name."""
        place = PurePosixPath(path.relative_to(self._root))
        if not self.named_regexp:
            return upload_of(place), {}
        info = super().collect(str(path))
        if not info or not isinstance(info.get("student_id"), str) or not isinstance(info.get("file_id"), str):
            return None, {}
        named = {name: value for name, value in info.items() if value is not None}
        name = info["file_id"] if is_notebook_name(info["file_id"]) else info["file_id"] + path.suffix
        return Upload(info["student_id"], name, depth=len(place.parts)), named

    def _twice(self, upload: Upload, path: Path, taken: Path, left: Left) -> None:
        places = [one.relative_to(self._root).as_posix() for one in (path, taken)]
        self.log.warning(
            "%s handed in %s twice: %s is left out, and %s is taken",
            quoted(upload.student),
            *map(quoted, (upload.name, *places)),
        )
        if path.read_bytes() != taken.read_bytes():
            left.of[upload.student].append(
                f"You handed in {quoted(upload.name)} twice, in different folders or at different times: one was taken."
            )

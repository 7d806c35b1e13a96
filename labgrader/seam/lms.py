"""The names that Canvas and Moodle give to what their students upload.

* Canvas, "Download Submissions" (`lib/content_zipper.rb` of github.com/instructure/canvas-lms):
  `lovelaceada_LATE_1234_56789_lab1.ipynb`, in the order of name, lateness, the student's number, the upload's, and the
  file's name, with `-1` behind it when it was handed in once more. Without names: `anon_a1B2c_56789_lab1.ipynb`.
* Moodle, "Download all submissions" (docs.moodle.org, "Assignment grading"):
  `Ada Lovelace_1234_assignsubmission_file_/lab1.ipynb`, or the same without the folder. The number is the one that the
  grading table and the grading worksheet call "Participant".
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import PurePosixPath

CANVAS = re.compile(r"(?:[^/]*?_)??(?:LATE_)?(?P<student_id>\d+|anon_[A-Za-z0-9]+)_(?P<upload>\d+)_(?P<file>[^/]+)")
MOODLE = re.compile(
    r"(?:[^/]+/)*?[^/]*?_(?P<student_id>\d+)_assignsubmission_(?:file|onlinetext)_?/?(?:[^/]+/)*(?P<file>[^/]+)"
)
NUMBERED = re.compile(r"(.*)-\d+(\.ipynb(?:\.\w+)?|\.zip)", re.IGNORECASE)  # what Canvas makes of a name used before


@dataclass(frozen=True)
class Upload:
    """One file of one student.

    Attributes:
        student: the student's number.
        name: the file's name.
        number: Canvas's number of the upload, the newest the greatest; 0 in Moodle.
        depth: how many folders it lies in.
    """

    student: str
    name: str
    number: int = 0
    depth: int = 0

    @property
    def first_name(self) -> str:
        """A notebook's name without the number that Canvas puts behind it when it is handed in once more."""
        found = NUMBERED.fullmatch(self.name) if self.number else None
        return found[1] + found[2] if found else self.name


def upload_of(path: PurePosixPath) -> Upload | None:
    """Whose a file is, by its path in a download, the archive's name included; None when that does not say.

    What stands first counts: what follows is a name that the student chose, and may look like another's.
    """
    text = path.as_posix()
    found = [MOODLE.fullmatch(text)]
    if len(path.parts) <= 2:  # Canvas's archives have no folders
        found.append(CANVAS.fullmatch(text, len(text) - len(path.name)))
    match = min(filter(None, found), key=lambda match: match.start("student_id"), default=None)
    if match is None:
        return None
    return Upload(match["student_id"], match["file"], int(match.groupdict().get("upload") or 0), len(path.parts))

"""What of a submission's folder may be copied and imported; the rest is set aside, before nbgrader copies anything.

nbgrader follows symbolic links, waits for ever on a pipe, and ends its whole run at a timestamp that it cannot read.
Nothing is lost: what is set aside stands in `.labgrader/aside/<lab>/<student>/`, under its own name.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import stat
import sys
import unicodedata
from collections.abc import Collection, Iterator
from functools import cache
from itertools import islice
from pathlib import Path, PurePosixPath

from nbgrader.utils import parse_utc

from labgrader.intake import MAX_FILES, MAX_FILES_BYTES, PLACEHOLDER
from labgrader.lab import Lab
from labgrader.plaintext import quoted
from labgrader.whole import read, write

MAX_ENTRIES = 20_000  # files and folders: of more, nothing but the notebook is taken
MAX_DEPTH = 10
TIMESTAMP = "timestamp.txt"  # written when a submission is made
MAX_TIMESTAMP_BYTES = 200
PYTHON = (".py", ".pyc", ".so", ".pyd")
FORGOTTEN = "Some files of your submission were left out. Which, and why, is not known any more: ask your teacher."
PAGE = "has the name of the page with your feedback; it was left out. Please give it another name."
MODULE = "would be imported in the place of {of}; it was left out. Please give it another name."


def refusal(status: os.stat_result) -> str:
    """Why something that stands in a submission must not be opened, in words that follow its name; "" if it may."""
    if stat.S_ISLNK(status.st_mode):
        return "is a link, which was not followed. Please submit the file itself."
    if not stat.S_ISREG(status.st_mode):
        return "is no ordinary file; it was left out."
    if status.st_nlink > 1:
        return "is a hard link, one file with two names; it was left out. Please submit a copy of it."
    return ""


def shadows(name: str, given: Collection[str], *, package: bool = False) -> str:
    """Why a file of this name, or a package, at the top of a submission must not be imported; "" if it may.

    Args:
        name: of the file or folder.
        given: names of the files that the lab gives to students.
        package: whether it is a folder with an `__init__` in it.
    """
    if name in given or not (package or name.endswith(PYTHON)):
        return ""
    module = unicodedata.normalize("NFKC", name.split(".")[0])
    own = next((file for file in given if file.split(".")[0] == module), None)
    if own is not None:
        return MODULE.format(of=f"the given file {own}")
    return MODULE.format(of=f"the library {module}") if module in _importable() else ""


@cache
def _importable() -> frozenset[str]:
    """The names of everything that a notebook could want to import."""
    folders = [Path(p) for p in sys.path if Path(p).name in ("site-packages", "dist-packages") and Path(p).is_dir()]
    installed = {entry.name.split(".")[0] for folder in folders for entry in folder.iterdir()}
    return frozenset(installed | sys.stdlib_module_names | {"sitecustomize", "usercustomize"})


def put_in_order(lab: Lab, student: str, folder: Path) -> list[str]:
    """Set aside what must not be copied from a submission's folder.

    Returns:
        Sentences for the student on all that was left out of this submission, now or before.

    Raises:
        OSError: something could not be moved; then nothing may be copied either.
    """
    notebook = folder / f"{lab.name}.ipynb"
    if folder.is_symlink():
        _move(folder, _away(lab, student) / folder.name)
        folder.mkdir()
        notebook.write_text(PLACEHOLDER, encoding="utf-8")
        return note(lab, student, folder, ["Your whole submission is a link, which was not followed."])
    sentences = _take_notebook_alone(lab, student, folder) if _is_overfull(folder) else []
    for path, why in _unwanted(folder, lab):
        _move(path, _away(lab, student) / path.relative_to(folder))
        sentences.append(f"{quoted(path.relative_to(folder).as_posix())} {why}")
    if sentences and not notebook.exists():
        notebook.write_text(PLACEHOLDER, encoding="utf-8")  # nbgrader has it on its list already
    before = noted(lab, student, folder)
    return note(lab, student, folder, before + [s for s in sentences if s not in before]) if sentences else before


def note(lab: Lab, student: str, folder: Path, sentences: list[str]) -> list[str]:
    """Keep what was left out of the submission that stands in a folder; gives it back."""
    path = _away(lab, student).with_suffix(".json")
    if sentences:
        write(path, json.dumps({"of": _identity(lab, folder), "sentences": sentences}))
    else:
        path.unlink(missing_ok=True)
    return sentences


def noted(lab: Lab, student: str, folder: Path) -> list[str]:
    """What was left out of the submission that stands in a folder, as long as it has the same notebook."""
    path = _away(lab, student).with_suffix(".json")
    there = path.exists()
    kept = read(path, _note, f"What was left out of the submission of {quoted(student)} is told in general words.")
    if kept is None:
        return note(lab, student, folder, [FORGOTTEN]) if there else []
    of, sentences = kept
    return sentences if of == _identity(lab, folder) else []


def _note(content: bytes) -> tuple[str, list[str]]:
    kept = json.loads(content)
    return str(kept["of"]), [str(sentence) for sentence in kept["sentences"]]


def _identity(lab: Lab, folder: Path) -> str:
    notebook = folder / f"{lab.name}.ipynb"
    return hashlib.sha256(notebook.read_bytes()).hexdigest() if notebook.is_file() else ""


def _away(lab: Lab, student: str) -> Path:
    return lab.state.aside(lab.name, student)


def _is_overfull(folder: Path) -> bool:
    return next(islice(_entries(folder, 0), MAX_ENTRIES, None), None) is not None


def _take_notebook_alone(lab: Lab, student: str, folder: Path) -> list[str]:
    away = _away(lab, student) / folder.name
    _move(folder, away)
    folder.mkdir()
    for name in (f"{lab.name}.ipynb", TIMESTAMP):
        if os.path.lexists(away / name):
            (away / name).rename(folder / name)
    return [f"Your submission holds more than {MAX_ENTRIES} files; only the notebook was taken."]


def _unwanted(folder: Path, lab: Lab) -> list[tuple[Path, str]]:
    """What must go, and why: in words that follow its name."""
    given = {path.name for path in lab.source_path.parent.iterdir()}
    given_folders = {parent.as_posix() for name in lab.files for parent in PurePosixPath(name).parents}
    found, files = [], []
    for entry, depth in _entries(folder, 0):
        path, status = Path(entry.path), entry.stat(follow_symlinks=False)
        name = path.relative_to(folder).as_posix()
        if not _is_text(entry.name):
            why = "has a name that is no text (not UTF-8); it was left out. Please give it another name."
        elif stat.S_ISDIR(status.st_mode):
            package = depth == 0 and any(path.glob("__init__.*"))
            why = shadows(entry.name, given, package=package)
            if not why and depth == 0 and entry.name == TIMESTAMP:
                why = "is a folder, and should be a file; it was left out."
            if not why and name in lab.files:
                why = "is a folder, and should be the given file of this name; it was left out."
            if not why and name == f"{lab.name}.html":
                why = PAGE
            why = why or ("" if depth < MAX_DEPTH else "is a folder too deep in other folders; it was left out.")
        else:
            why = refusal(status) or (shadows(entry.name, given) if depth == 0 else "")
            if not why and name in given_folders:
                why = "is a file, and should be the given folder of this name; it was left out."
            if not why and name == f"{lab.name}.html":
                why = PAGE
            if not why and entry.name == TIMESTAMP and depth == 0 and not _is_time(path):
                why = "holds no time that can be read; it was left out."
            if not why and path.suffix != ".ipynb":
                files.append((status.st_size, path))
        if why:
            found.append((path, why))
    return _outermost(found + _too_much(files))


def _entries(folder: Path, depth: int) -> Iterator[tuple[os.DirEntry, int]]:
    """All that stands in a folder, and in its folders down to a depth; links are not followed."""
    with os.scandir(folder) as entries:
        for entry in sorted(islice(entries, MAX_ENTRIES + 1), key=lambda e: e.name):
            yield entry, depth
            if entry.is_dir(follow_symlinks=False) and depth < MAX_DEPTH:
                yield from _entries(Path(entry.path), depth + 1)


def _too_much(files: list[tuple[int, Path]]) -> list[tuple[Path, str]]:
    """The largest files, and the last ones, of more than may be handed in."""
    total, found = 0, []
    for number, (size, path) in enumerate(sorted(files), 1):
        total += size
        if total > MAX_FILES_BYTES:
            found.append((path, f"was left out: files together may have {MAX_FILES_BYTES // 1_000_000} MB."))
        elif number > MAX_FILES:
            found.append((path, f"was left out: a submission may have {MAX_FILES} files."))
    return found


def _outermost(found: list[tuple[Path, str]]) -> list[tuple[Path, str]]:
    """Without what goes with a folder that goes."""
    going = {path for path, _ in found}
    return [(path, why) for path, why in found if going.isdisjoint(path.parents)]


def _is_text(name: str) -> bool:
    """Whether a file's name can be written down, in the gradebook and on a page."""
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True


def _is_time(path: Path) -> bool:
    try:
        text = path.read_bytes()[:MAX_TIMESTAMP_BYTES].decode("utf-8").strip()
        parse_utc(text) if text else None  # nbgrader takes an empty file for no time
    except Exception:  # dateutil raises more than it says
        return False
    return path.stat().st_size <= MAX_TIMESTAMP_BYTES


def _move(path: Path, to: Path) -> None:
    """Move a link, a file or a folder as it is; what was set aside under this name before makes way."""
    to.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    if to.is_dir() and not to.is_symlink():
        shutil.rmtree(to)
    else:
        to.unlink(missing_ok=True)
    path.rename(to)

"""In the place of nbgrader's ExchangeCollect: collects from a folder that every student can write to.

nbgrader's own follows links, leaves half a copy behind when it is interrupted, lets a submission in another's name
take the place of theirs, and ends its whole run at one folder that it cannot read.
"""

from __future__ import annotations

import os
import shutil
import stat
import time
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from dateutil.parser import parse
from dateutil.tz import gettz
from nbgrader.api import Gradebook, MissingEntry
from nbgrader.exchange.default import ExchangeCollect
from nbgrader.utils import check_mode, ignore_patterns, parse_utc

from labgrader import tidy
from labgrader.lab import CourseError, Lab
from labgrader.lock import alone
from labgrader.plaintext import few, plain, quoted
from labgrader.student_ids import student_id_problem
from labgrader.times import unknown_zone

try:
    import pwd
except ImportError:  # Windows, where nbgrader has no exchange
    pwd = None

UNFINISHED = "it is still being written"
LATE = timedelta(minutes=10)  # that a submission may arrive after the time that it says
COPY_BYTES = 1 << 20
MOST_LOGGED = 5  # remarks on one student
SECRET = "submission_secret.txt"
GRACE = 60.0  # seconds after which a submission without its secret is taken as it is: nobody is writing to it any more


@dataclass(frozen=True)
class Handed:
    """One folder of the exchange that says it is a submission.

    Attributes:
        timestamp: when it says that it was submitted, in UTC without a time zone, as nbgrader has it.
        doubt: why it must not be taken, or "".
        zone: the name of its time zone, when nobody here knows it: then the time is taken as UTC.
    """

    student: str
    path: Path
    timestamp: datetime
    doubt: str = ""
    zone: str = ""


@dataclass
class Collected:
    """What came of one student's submissions: `outcome` in a few words, and what the instructor should look at."""

    student: str
    outcome: str
    remarks: list[str] = field(default_factory=list)


class GuardedCollect(ExchangeCollect):
    """Collects the newest genuine submission of each student, whole or not at all.

    Attributes:
        collected: what came of each student, after `start`.
    """

    def start(self) -> None:
        """Collect, with the course lock."""
        try:
            with alone(Path(self.coursedir.root)):
                super().start()
        except CourseError as error:
            self.fail(str(error))

    def init_src(self) -> None:
        """Find the submissions; called by nbgrader first."""
        if self.coursedir.course_id == "":
            self.fail("No course id specified. Re-run with --course flag.")
        inbound = Path(self.root, self.coursedir.course_id, "inbound")
        if not inbound.is_dir():
            self.fail(f"Course not found: {inbound}")
        if not check_mode(str(inbound), read=True, execute=True):
            self.fail(f"You don't have read permissions for the directory: {inbound}")
        self.read_due_dates()
        self.collected: list[Collected] = []
        self.read_names(inbound)

    def read_due_dates(self) -> None:
        """Read when the lab is due, and who has an extension."""
        with Gradebook(self.coursedir.db_url, self.coursedir.course_id) as gradebook:
            try:
                self.duedate = gradebook.find_assignment(self.coursedir.assignment_id).duedate
                given = gradebook.assignment_submissions(self.coursedir.assignment_id)
                self.extensions = {s.student_id: s.extension for s in given if s.extension is not None}
            except MissingEntry:
                self.duedate, self.extensions = None, {}

    def read_names(self, inbound: Path) -> None:
        """Read what has arrived, of each student."""
        self.handed: dict[str, list[Handed]] = defaultdict(list)
        for path in sorted(inbound.iterdir()):
            handed = self._read_name(path)
            if handed is not None:
                self.handed[handed.student].append(handed)

    def _read_name(self, path: Path) -> Handed | None:
        """What a folder's name says: `<student>+<lab>+<time>+<anything>`; None when it is of another lab or student."""
        parts = path.name.rsplit("+", 3)  # a student's name may have a + in it
        if len(parts) < 3 or parts[1] != self.coursedir.assignment_id:
            return None
        if self.coursedir.student_id not in ("", "*", parts[0]):
            return None
        if problem := student_id_problem(parts[0]):
            return Handed(parts[0], path, datetime.min, problem)
        try:
            time, zone = self._time(parts[2])
        except Exception:  # dateutil raises more than it says
            return Handed(parts[0], path, datetime.min, "its name holds no time that can be read")
        return Handed(parts[0], path, time, self._doubt(parts[0], path), zone)

    def _time(self, text: str) -> tuple[datetime, str]:
        """The moment that a name says, in UTC, and its time zone when it is not known.

        nbgrader's own reading knows few zones by their short names.
        """
        day, hour, *zone = text.split(" ")
        here = gettz(self.timezone)
        for fold in (0, 1):  # an hour that comes twice in autumn has two short names
            local = parse(f"{day} {hour}").replace(tzinfo=here, fold=fold)
            if zone == [local.tzname()]:
                return local.astimezone(UTC).replace(tzinfo=None), ""
        return parse_utc(text), unknown_zone(text)

    def _doubt(self, student: str, path: Path) -> str:
        status = path.lstat()
        if not stat.S_ISDIR(status.st_mode):
            return "it is no folder, but a link or a file"
        if self.check_owner and pwd is not None:
            owner = _owner(status.st_uid)
            if owner != student:
                return (
                    f"it belongs to {owner}, and says that it is {student}'s (where students have no accounts of "
                    "their own, set `c.ExchangeCollect.check_owner = False`)"
                )
        return "" if is_whole(path) else UNFINISHED

    def copy_files(self) -> None:
        """Take over one submission of each student; called by nbgrader last."""
        for student, handed in sorted(self.handed.items()):
            genuine = sorted((h for h in handed if not h.doubt), key=lambda h: h.timestamp)
            result = Collected(
                student, "", [f"{quoted(h.path.name)} was not taken: {h.doubt}" for h in handed if h.doubt]
            )
            try:
                result.outcome = self._collect(genuine, result.remarks) if genuine else "nothing taken"
            except (OSError, ValueError) as error:
                result.outcome = "not taken"
                result.remarks.append(f"could not be copied: {plain(str(error))}")
            for remark in few(result.remarks, MOST_LOGGED):
                self.log.warning("%s: %s", quoted(student), remark)
            self.log.info("%s: %s", quoted(student), result.outcome)
            self.collected.append(result)
        if not self.handed:
            self.log.warning("No submissions of %r to collect", self.coursedir.assignment_id)

    def due(self, student: str) -> datetime | None:
        """When the lab is due for a student, an extension included; None when there is no due date."""
        return None if self.duedate is None else self.duedate + self.extensions.get(student, timedelta())

    def counting(self, genuine: list[Handed]) -> Handed:
        """The submission that counts: the last one, or the last one before the student's due date."""
        due = self.due(genuine[0].student)
        in_time = [h for h in genuine if due is not None and h.timestamp <= due]
        return (in_time if self.before_duedate and in_time else genuine)[-1]

    def _collect(self, genuine: list[Handed], remarks: list[str]) -> str:
        """Take over the submission that counts; the outcome in a few words."""
        chosen = self.counting(genuine)
        lab = self.coursedir.assignment_id
        folder = Path(self.coursedir.format_path(self.coursedir.submitted_directory, chosen.student, lab))
        new, old = (folder.with_name(f".{folder.name}.{what}") for what in ("collecting", "replaced"))
        for left in (new, old):  # of an interrupted run
            shutil.rmtree(left, ignore_errors=True)
        there = folder.is_dir()
        if there and not self._replaces(folder, chosen):
            return "already collected" if self.update else "already collected (--update takes newer ones)"
        arrived = datetime.fromtimestamp(chosen.path.lstat().st_ctime, UTC).replace(tzinfo=None)
        if chosen.zone:
            remarks.append(
                f"its time zone {quoted(chosen.zone)} is not known here, so that its time was taken as UTC: say with "
                "`c.Exchange.timezone` which zone it is, and collect it again"
            )
        if arrived - chosen.timestamp > LATE:
            remarks.append(f"says {chosen.timestamp:%Y-%m-%d %H:%M}, and arrived {arrived:%Y-%m-%d %H:%M} (UTC)")
        left_out = self._copy(chosen, new)
        (new / "timestamp.txt").write_text(f"{chosen.timestamp:%Y-%m-%d %H:%M:%S.%f} UTC", encoding="utf-8")
        if self.coursedir.groupshared:
            _share(new)
        if there:
            folder.rename(old)
        new.rename(folder)
        shutil.rmtree(old, ignore_errors=True)
        tidy.note(Lab(Path(self.coursedir.root), lab), chosen.student, folder, left_out)
        remarks += left_out
        return "updated" if there else "collected"

    def _replaces(self, folder: Path, chosen: Handed) -> bool:
        try:
            before = parse_utc((folder / "timestamp.txt").read_text(encoding="utf-8").strip())
        except Exception:  # missing, or a time that nobody can read
            before = None
        if self.before_duedate:
            return before != chosen.timestamp
        return self.update and (before is None or chosen.timestamp > before)

    def _copy(self, chosen: Handed, to: Path) -> list[str]:
        """Copy what stands in a student's folder, which they may change meanwhile; sentences on what was left out."""
        left_out: list[str] = []
        room, count = self.coursedir.max_dir_size * 1000, 0
        ignore = ignore_patterns(self.coursedir.ignore, self.coursedir.include, self.coursedir.max_file_size, self.log)
        to.mkdir(parents=True)
        top = os.open(chosen.path, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
        try:
            for parent, folders, files, descriptor in os.fwalk(".", dir_fd=top, follow_symlinks=False):
                ignored = ignore(str(chosen.path / parent), [*folders, *files])
                folders[:] = [name for name in folders if name not in ignored]
                for name in sorted({*folders, *files} - set(ignored)):
                    shown = (Path(parent) / name).as_posix()
                    count += 1
                    if count > tidy.MAX_ENTRIES or shown.count("/") > tidy.MAX_DEPTH:
                        raise ValueError(f"it holds more than {tidy.MAX_ENTRIES} files, or folders too deep in others")
                    status = os.stat(name, dir_fd=descriptor, follow_symlinks=False)
                    if stat.S_ISDIR(status.st_mode):
                        (to / shown).mkdir()
                    elif why := tidy.refusal(status):
                        left_out.append(f"{quoted(shown)} {why}")
                    else:
                        room -= _copy_file(name, descriptor, to / shown, room)
        finally:
            os.close(top)
        return left_out


def is_whole(path: Path) -> bool:
    """Whether a submission is all there. nbgrader writes the files, then the secret, then lets all write to the folder.

    One without a secret was made by something else, or will never be whole: it is taken when it has come to rest.
    """
    try:
        status = path.stat()
        if (path / SECRET).stat().st_size and stat.S_IMODE(status.st_mode) & 0o777 == 0o777:
            return True
    except FileNotFoundError:
        pass
    except OSError:
        return True  # whoever tries to copy it says why that cannot be done
    return time.time() - path.lstat().st_ctime > GRACE


def _owner(uid: int) -> str:
    try:
        return pwd.getpwuid(uid).pw_name
    except KeyError:
        return f"the unknown user {uid}"


def _share(folder: Path) -> None:
    """Let the course's group read and write all of it."""
    for path in (folder, *folder.rglob("*")):
        path.chmod(path.stat().st_mode | (0o2770 if path.is_dir() else 0o660))


def _copy_file(name: str, folder: int, to: Path, room: int) -> int:
    """Copy one file, as it is when it is opened; its bytes.

    Raises:
        ValueError: it is larger than the room that is left, or no longer an ordinary file.
    """
    source = os.open(name, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK, dir_fd=folder)
    with os.fdopen(source, "rb") as read, to.open("xb") as write:
        if why := tidy.refusal(os.fstat(read.fileno())):
            raise ValueError(f"{quoted(name)} {why}")
        copied = 0
        while part := read.read(COPY_BYTES):
            copied += len(part)
            if copied > room:
                raise ValueError("it is larger than `c.CourseDirectory.max_dir_size` allows")
            write.write(part)
        written = os.fstat(read.fileno()).st_mtime_ns  # of several notebooks the newest may be the one that counts
    os.utime(to, ns=(written, written))
    return copied

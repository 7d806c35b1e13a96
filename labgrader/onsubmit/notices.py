"""One sentence for each submission that does not count: when it came, which one counts, and why.

Such a page lies where nbgrader's Fetch Feedback looks for that submission's own. What was answered before stays.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from html import escape
from pathlib import Path

from nbgrader.exchange.default import ExchangeReleaseFeedback
from nbgrader.utils import notebook_hash

from labgrader.course import Course
from labgrader.lab import CourseError
from labgrader.onsubmit.incoming import CollectSome
from labgrader.seam.collect import SECRET, Handed
from labgrader.times import in_words
from labgrader.whole import write

MAX_SECRET_BYTES = 200
PAGE = """<!DOCTYPE html>
<html lang="en">
<head><meta charset="utf-8"><title>{lab}</title></head>
<body style="font: 16px/1.5 sans-serif; margin: 2em auto; max-width: 46em; padding: 0 1em; color: #222">
<h1 style="font-size: 1.4em">{lab}</h1>
<p>{sentence}</p>
</body>
</html>
"""


def answer_the_others(course: Course, collected: CollectSome) -> int:
    """Answer the submissions of which another one counts; how many were.

    Raises:
        CourseError: the exchange cannot be written to.
    """
    api = course.api
    release = api.exchange.ReleaseFeedback(coursedir=course.coursedir, authenticator=api.authenticator, parent=api)
    if not isinstance(release, ExchangeReleaseFeedback):
        return 0  # another exchange than nbgrader's own has no such folder
    try:
        release.init_dest()
        pages = {feedback_place(release, course, handed): sentence for handed, sentence in _sentences(collected)}
        new = {path: sentence for path, sentence in pages.items() if path is not None and not path.exists()}
        for path, sentence in new.items():
            write(path, PAGE.format(lab=escape(course.lab.name), sentence=escape(sentence)))
            path.chmod(0o644)
    except OSError as error:
        raise CourseError(f"{release.dest_path} cannot be written to: {error}") from error
    return len(new)


def _sentences(collected: CollectSome) -> Iterator[tuple[Handed, str]]:
    zone = collected.timezone
    for student, counts in collected.counts.items():
        due = collected.due(student)
        for handed in collected.others[student]:
            late = due is not None and counts.timestamp <= due < handed.timestamp
            why = f"it came after the due date, {in_words(due, zone)}" if late else "another one came after it"
            yield (
                handed,
                f"This submission came on {in_words(handed.timestamp, zone)}. It does not count, because {why}. "
                f"The one that counts came on {in_words(counts.timestamp, zone)}.",
            )


def feedback_place(release: ExchangeReleaseFeedback, course: Course, handed: Handed) -> Path | None:
    """Where Fetch Feedback finds the page of a submission; None where that has no secret by which it would."""
    try:
        descriptor = os.open(handed.path / SECRET, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    except OSError:
        return None
    with os.fdopen(descriptor, "rb") as file:
        ordinary = stat.S_ISREG(os.fstat(descriptor).st_mode)
        secret = file.read(MAX_SECRET_BYTES + 1) if ordinary else b""
    if not secret or len(secret) > MAX_SECRET_BYTES:
        return None
    name = notebook_hash(secret=secret.decode("utf-8", "replace"), notebook_id=course.lab.name)
    return Path(release.dest_path) / f"{name}.html"

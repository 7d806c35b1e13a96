"""What submissions say, as it may be shown in a terminal."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from rich.text import Text

from labgrader.plaintext import MAX_MESSAGE, plain, quoted

NAMED = 5  # students with the same reason


def shown(text: str) -> Text:
    """Text that may be a student's: no markup of rich's, which could stop the command, and no control characters."""
    return Text(plain(text, 2 * MAX_MESSAGE, keep="\n"))


def by_reason(waiting: Mapping[str, str]) -> Iterator[Text]:
    """Who could not be checked, and why: a reason that many share is said once."""
    whose: dict[str, list[str]] = defaultdict(list)
    for student, why in waiting.items():
        whose[why].append(student)
    for why, students in whose.items():
        more = f" and {len(students) - NAMED} more" if len(students) > NAMED else ""
        yield shown(f"{', '.join(map(quoted, students[:NAMED]))}{more} could not be checked: {why}")

"""How students are named on the page, and how their names are kept out of what they wrote."""

from __future__ import annotations

import random
import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from labgrader.plaintext import MAX_NAME, plain

MAX_SHOWN = 10_000  # characters of an example; `read` cuts it to fewer lines
HIDDEN = "[name]"
SHORTEST = 3  # letters of a name that is looked for in code: "Al" and "Bo" are parts of too much else

_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(\.[\w-]+)+")


@dataclass(frozen=True)
class Person:
    """A student as the gradebook knows them."""

    id: str
    first_name: str = ""
    last_name: str = ""
    email: str = ""

    @property
    def name(self) -> str:
        """Family name first, as in a class list, and the id; the id alone when there is no name."""
        full = ", ".join(filter(None, (self.last_name, self.first_name)))
        return f"{full} ({self.id})" if full else self.id


@dataclass(frozen=True)
class Names:
    """What stands for each student, and what is taken out of their texts."""

    shown: dict[str, str]
    hidden: re.Pattern[str] | None = field(default=None)

    def of(self, student: str) -> str:
        return self.shown[student]

    def clean(self, text: str) -> str:
        """Text of a student or about one, without control characters and, in an anonymous report, without names."""
        text = plain(text, MAX_SHOWN, keep="\n\t")
        return text if self.hidden is None else self.hidden.sub(HIDDEN, _EMAIL.sub(HIDDEN, text))


def with_names(people: Iterable[Person]) -> Names:
    """Everybody by name."""
    return Names({person.id: plain(person.name, MAX_NAME) for person in people})


def without_names(people: Iterable[Person]) -> Names:
    """Everybody by a number, which is another one in each report: two reports cannot be laid side by side."""
    people = list(people)
    random.SystemRandom().shuffle(people)
    width = len(str(len(people)))
    words = {word for p in people for word in (p.id, p.first_name, p.last_name, *_parts(p)) if len(word) >= SHORTEST}
    longest_first = sorted(words, key=len, reverse=True)
    pattern = "|".join(map(re.escape, longest_first))
    # A name is found in `ada_list`, too, and not in `readable`.
    hidden = re.compile(rf"(?<![^\W\d_])(?:{pattern})(?![^\W\d_])", re.IGNORECASE) if words else None
    return Names({person.id: f"Student {number:0{width}}" for number, person in enumerate(people, 1)}, hidden)


def _parts(person: Person) -> list[str]:
    return re.split(r"[\s,.-]+", f"{person.first_name} {person.last_name}")

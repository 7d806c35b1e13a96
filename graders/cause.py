"""Labs 2 and 3: what made a list of losses, and what the right way of writing losses down makes of a training."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from graders.descent import Pass, Problem, Training, train
from graders.recordings import RIGHT_RECORDINGS


class Cause(NamedTuple):
    """What made a list of losses.

    Attributes:
        mistake: its short name, "" for a right answer.
        sentence: what a teacher would say to it.
        losses: the list that it makes, of 20 epochs or one more.
        trains: the line was trained as asked; only what was written down may be wrong.
    """

    mistake: str
    sentence: str
    losses: tuple[float, ...]
    trains: bool


def recorded(
    data: Problem, passes: Sequence[Pass], how: Training, mistake: str, sentence: str, *, trains: bool = False
) -> Iterator[Cause]:
    """These passes, trained like this, with the losses written down in both right ways."""
    trace = train(data, passes, how)
    for record in RIGHT_RECORDINGS:
        yield cause_of(mistake, sentence, record(data, trace), trains=trains)


def cause_of(mistake: str, sentence: str, losses: Sequence[float], *, trains: bool = False) -> Cause:
    """A cause, of losses in any kind of sequence."""
    return Cause(mistake, sentence, tuple(map(float, losses)), trains)

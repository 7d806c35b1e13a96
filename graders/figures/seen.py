"""Whether a curve can be seen: whether it has another colour than what is behind it."""

from __future__ import annotations

import re

# A curve that changes no colour by more than this share of its range, as black at 2 % on white, is not seen.
LEAST_CONTRAST = 0.03

_COLOR = re.compile(r"#[0-9a-fA-F]{8}")


def can_be_seen(line, axes) -> bool:
    """Whether a curve stands out from what is behind it; one of which that is not known does."""
    if line.ink is None or not axes.backgrounds:
        return True
    return any(_contrast(ink, ground) >= LEAST_CONTRAST for ink in line.ink for ground in axes.backgrounds)


def _contrast(ink: str, ground: str) -> float:
    """How much a colour changes what is behind it, from 0 to 1."""
    if not _COLOR.fullmatch(ink):
        return 1.0
    *color, alpha = (int(ink[at : at + 2], 16) / 255 for at in (1, 3, 5, 7))
    if not _COLOR.fullmatch(f"{ground}ff"):
        return alpha  # a picture has many colours
    behind = (int(ground[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return alpha * max(abs(a - b) for a, b in zip(color, behind, strict=True))

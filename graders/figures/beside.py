"""The plot beside a message: the student's losses, those of the right training, and those of the likeliest mistake."""

from __future__ import annotations

from collections.abc import Sequence

from labgrader import Plot


def losses_beside(
    values: Sequence[float], asked: str, right: Sequence[float], mistake: str = "", explained: Sequence[float] = ()
) -> Plot:
    """Losses side by side, as many as the student's list has.

    Args:
        values: the student's losses on the released data; never those of the second run.
        asked: what training was asked for, in a few words.
        right: its losses.
        mistake, explained: the likeliest mistake, and the losses that it makes; the student's own say nothing more.
    """
    curves = {"your losses": values, asked: right[: len(values)]}
    if mistake and tuple(explained) != tuple(values[: len(explained)]):
        curves[f"what yours look like: {mistake}"] = explained[: len(values)]
    return Plot.of("epoch", "total loss", curves)

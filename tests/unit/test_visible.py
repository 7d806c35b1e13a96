"""Does a curve that nobody can see not count as drawn, and does every one that can be seen count?"""

from __future__ import annotations

import io
from collections.abc import Callable

import matplotlib as mpl
import numpy as np
import pytest
from matplotlib import patheffects
from matplotlib import pyplot as plt

from graders.figures.curves import Graph
from graders.figures.seen import can_be_seen
from labgrader.evidence import Axes

mpl.use("Agg")
X, Y = [0, 1, 2], [3.0, 2.0, 1.0]


def styled(name: str, **look: object) -> Callable:
    def draw() -> None:
        with plt.style.context(name):
            plt.subplots()[1].plot(X, Y, **look)

    return draw


def on(face: str, **look: object) -> Callable:
    def draw() -> None:
        axes = plt.subplots()[1]
        axes.set_facecolor(face)
        axes.plot(X, Y, **look)

    return draw


def behind(prepare: Callable, **look: object) -> Callable:
    def draw() -> None:
        axes = plt.subplots()[1]
        prepare(axes)
        axes.plot(X, Y, **look)

    return draw


def after(change: Callable, **look: object) -> Callable:
    def draw() -> None:
        axes = plt.subplots()[1]
        axes.plot(X, Y, **look)
        change(axes)

    return draw


def twin() -> None:
    first = plt.subplots()[1]
    first.set_facecolor("black")
    first.twinx().plot(X, Y, color="white")


SEEN = {
    "plain": after(lambda axes: None),
    "faint": after(lambda axes: None, alpha=0.2),
    "very faint": after(lambda axes: None, alpha=0.05, color="black"),
    "thin": after(lambda axes: None, lw=0.3),
    "dashed": after(lambda axes: None, ls="--"),
    "dotted": after(lambda axes: None, ls=(0, (1, 10))),
    "markers only": after(lambda axes: None, ls="", marker="o"),
    "hollow markers": after(lambda axes: None, ls="none", marker="o", mfc="none"),
    "pixels": after(lambda axes: None, ls="none", marker=","),
    "no width with markers": after(lambda axes: None, lw=0, marker="x"),
    "grey on white": after(lambda axes: None, color="lightgrey"),
    "yellow on white": after(lambda axes: None, color="yellow"),
    "light on dark": styled("dark_background", color="white"),
    "grey style": styled("ggplot"),
    "white on a face": on("#404040", color="white"),
    "white on a light face": on("#e5e5e5", color="white"),
    "white on a picture": behind(lambda axes: axes.imshow(np.eye(3), aspect="auto"), color="white"),
    "white on a span": behind(lambda axes: axes.axvspan(-1, 4, color="navy"), color="white"),
    "white on a fill": behind(lambda axes: axes.fill_between(X, 0, 4), color="white"),
    "white with a dark edge": after(
        lambda axes: None, color="white", path_effects=[patheffects.withStroke(linewidth=3, foreground="black")]
    ),
    "on a twin": twin,
    "zoomed": after(lambda axes: axes.set_ylim(1.4, 1.6)),
    "between its points": after(lambda axes: axes.set(xlim=(0.4, 0.6), ylim=(2.4, 2.6))),
    "upside down": after(lambda axes: axes.invert_yaxis()),
    "logarithmic": after(lambda axes: axes.set_yscale("log")),
    "not clipped": after(lambda axes: axes.set_xlim(2.1, 4), clip_on=False),
    "without axes": after(lambda axes: axes.axis("off")),
    "scatter": lambda: plt.subplots()[1].scatter(X, Y),
    "scatter of colors": lambda: plt.subplots()[1].scatter(X, Y, c=Y),
    "hollow scatter": lambda: plt.subplots()[1].scatter(X, Y, facecolor="none", edgecolor="k"),
}
UNSEEN = {
    "alpha 0": after(lambda axes: None, alpha=0),
    "hardly any alpha": after(lambda axes: None, alpha=0.01),
    "a color without strength": after(lambda axes: None, color=(1, 0, 0, 0)),
    "no color": after(lambda axes: None, color="none"),
    "white on white": after(lambda axes: None, color="white"),
    "almost white": after(lambda axes: None, color="#fefefe"),
    "white markers": after(lambda axes: None, color="white", marker="o"),
    "the face's color": on("tab:blue", color="tab:blue"),
    "black on black": styled("dark_background", color="black"),
    "white on a white span": behind(lambda axes: axes.axvspan(-1, 4, color="white"), color="white"),
    "no width": after(lambda axes: None, lw=0),
    "almost no width": after(lambda axes: None, lw=0.001),
    "no line": after(lambda axes: None, ls="None"),
    "no line, marker without size": after(lambda axes: None, ls="", marker="o", ms=0, mew=0),
    "gaps alone": after(lambda axes: None, ls=(0, (0, 10))),
    "invisible": after(lambda axes: None, visible=False),
    "invisible axes": after(lambda axes: axes.set_visible(False)),
    "right of the limits": after(lambda axes: axes.set_xlim(5, 6)),
    "below the limits": after(lambda axes: axes.set_ylim(10, 20)),
    "moved away": after(lambda axes: axes.lines[0].set_transform(mpl.transforms.Affine2D().translate(1e6, 0))),
    "clipped away": after(lambda axes: axes.lines[0].set_clip_box(mpl.transforms.Bbox([[-9, -9], [-8, -8]]))),
    "scatter of no size": lambda: plt.subplots()[1].scatter(X, Y, s=0),
    "white scatter": lambda: plt.subplots()[1].scatter(X, Y, color="white"),
}


@pytest.fixture
def described(inside):
    """Draws something; the axes that has the curve, as evidence."""

    def describe(draw: Callable) -> Axes:
        draw()
        figure = plt.gcf()
        found = inside.figures.Watched(figure, 1, 1).describe(1)["axes"]
        return Axes.model_validate(next(axes for axes in found if axes["lines"]))

    yield describe
    plt.close("all")


@pytest.mark.parametrize("how", SEEN)
def test_a_curve_that_can_be_seen_counts(described, how):
    axes = described(SEEN[how])
    assert can_be_seen(axes.lines[0], axes), (axes.lines[0].ink, axes.backgrounds)


@pytest.mark.parametrize("how", UNSEEN)
def test_a_curve_that_nobody_can_see_does_not_count(described, how):
    axes = described(UNSEEN[how])
    assert not can_be_seen(axes.lines[0], axes), (axes.lines[0].ink, axes.backgrounds)
    graph = Graph(axes, {"LOSS": tuple(Y)})
    assert (graph.drawn, graph.hidden) == (frozenset(), {"LOSS"})


@pytest.mark.parametrize("how", [*SEEN, *UNSEEN])
def test_the_picture_says_so_too(how):
    """The oracle: what matplotlib draws with the curve, and without it."""
    (SEEN | UNSEEN)[how]()
    figure = plt.gcf()
    (curve,) = [c for axes in figure.axes for c in (*axes.lines, *axes.collections) if "Poly" not in type(c).__name__]
    with_it = _drawn(figure)
    curve.remove()
    changed = np.abs(with_it - _drawn(figure)).max()
    plt.close("all")
    assert (changed > 6) == (how in SEEN), changed


def _drawn(figure) -> np.ndarray:
    for axes in figure.axes:
        axes.set(xlim=axes.get_xlim(), ylim=axes.get_ylim(), autoscale_on=False)
    file = io.BytesIO()
    figure.savefig(file, format="rgba", facecolor=figure.get_facecolor())
    return np.frombuffer(file.getvalue(), np.uint8).astype(int)


@pytest.mark.parametrize(
    ("ink", "grounds"), [(["nonsense"], ["#ffffff"]), (["#000000ff"], ["?"]), (None, []), ([], [])]
)
def test_no_claim_makes_it_fail(described, ink, grounds):
    axes = described(SEEN["plain"])
    line = axes.lines[0].model_copy(update={"ink": ink})
    assert can_be_seen(line, axes.model_copy(update={"backgrounds": grounds}))


def test_numbers_that_a_logarithmic_scale_has_no_place_for_are_not_hidden(described):
    """A list of zeros is a wrong list, and its question says so: the graph of it is not punished, too."""

    def draw() -> None:
        axes = plt.subplots()[1]
        axes.semilogy(X, [0.0, 0.0, 0.0])
        axes.plot(X, Y)

    axes = described(draw)
    assert all(can_be_seen(line, axes) for line in axes.lines)

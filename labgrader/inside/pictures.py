"""The pictures of the figures that a notebook shows: those that JupyterLab shows, in less time.

matplotlib finds the tight box of a figure by drawing it to nowhere, and then draws it into that box. Here the box is
found without drawing.
"""

from __future__ import annotations

import io
from binascii import b2a_base64
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import matplotlib as mpl
import numpy as np
from IPython.core import pylabtools
from matplotlib.backend_bases import FigureCanvasBase
from matplotlib.backends.backend_agg import FigureCanvasAgg

from . import ticks

FAST = {"compress_level": 1}  # a tenth larger than by default, in half the time

_print_figure = pylabtools.print_figure


class Pictures:
    """In the place of IPython's `print_figure`, which makes pictures in whatever format a notebook asks for.

    Attributes:
        wanted: whether anybody will see them; otherwise none is made.
    """

    wanted = False

    def __call__(self, figure, fmt="png", bbox_inches="tight", base64=False, **options):
        if not self.wanted:
            return None
        if (fmt, bbox_inches, options) == ("png", "tight", {}) and _is_plain(figure):
            picture = drawn_once(figure)
            if picture is not None:
                return b2a_base64(picture, newline=False).decode("ascii") if base64 else picture
        return _print_figure(figure, fmt, bbox_inches, base64, **options)


def _is_plain(figure) -> bool:
    """Whether the box of a figure can be known before it is drawn; that of axes in 3-D cannot."""
    known = type(figure.canvas) in (FigureCanvasAgg, FigureCanvasBase)
    return known and bool(figure.axes) and all(axes.name == "rectilinear" for axes in figure.axes)


def drawn_once(figure) -> bytes | None:
    """A figure as PNG, cut to its tight box; None if drawing has changed that box."""
    own = figure.canvas
    canvas = own if type(own) is FigureCanvasAgg else FigureCanvasAgg(figure)
    try:
        with ticks.made_once(figure), _laid_out(figure):
            renderer = canvas.get_renderer()
            box = figure.get_tightbbox(renderer).frozen()
            file = io.BytesIO()
            canvas.print_figure(
                file,
                format="png",
                dpi=figure.dpi,
                facecolor=figure.get_facecolor(),
                edgecolor=figure.get_edgecolor(),
                bbox_inches=box.padded(mpl.rcParams["savefig.pad_inches"]),
                pil_kwargs=FAST,
            )
            return file.getvalue() if np.allclose(box.extents, figure.get_tightbbox(renderer).extents) else None
    finally:
        figure.set_canvas(own)


@contextmanager
def _laid_out(figure) -> Iterator[None]:
    """With its layout done: where it is yet to be done, matplotlib draws twice, whatever box it is told."""
    engine = figure.get_layout_engine()
    if engine is None:
        yield
        return
    with suppress(ValueError):  # as in Figure.draw
        engine.execute(figure)
    with mpl.rc_context({"figure.autolayout": False, "figure.constrained_layout.use": False}):
        figure.set_layout_engine(None)
        try:
            yield
        finally:
            figure.set_layout_engine(engine)


_pictures = Pictures()


def take_over() -> None:
    """Make the picture of every figure that IPython shows from now on, when one is wanted."""
    pylabtools.print_figure = _pictures


def want(wanted: bool) -> None:
    """Say whether anybody will see the figures that are shown from now on."""
    _pictures.wanted = wanted

r"""The texts of figures: each is measured and parsed once, before any fork where it is one that most figures have.

matplotlib does both anew for each renderer, of which a figure has two. A text with mathematics, as `$10^{-3}$` at a
logarithmic axis, is parsed, and then holds open fonts, which no fork may use: it is kept with the names of its fonts.
"""

from __future__ import annotations

from functools import lru_cache

import matplotlib as mpl
from matplotlib.backends import backend_agg
from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.font_manager import get_font
from matplotlib.mathtext import MathTextParser

KEPT = 1_000  # texts; a notebook may show any number
SETTINGS = [name for name in mpl.rcParams if name.startswith(("font.", "mathtext.", "text."))]

_measure = RendererAgg.get_text_width_height_descent
_sizes: dict[tuple, tuple[float, float, float]] = {}


def take_over() -> None:
    """Measure and parse for every renderer that is made from now on."""
    RendererAgg.get_text_width_height_descent = _measured
    backend_agg.MathTextParser = _parser


def _settings() -> str:
    return repr([mpl.rcParams[name] for name in SETTINGS])


def _measured(renderer, s, prop, ismath):
    if type(renderer) is not RendererAgg or ismath == "TeX":
        return _measure(renderer, s, prop, ismath)
    key = s, prop.copy(), ismath, renderer.dpi, _settings()
    if key not in _sizes:
        if len(_sizes) >= KEPT:
            _sizes.clear()
        _sizes[key] = _measure(renderer, s, prop, ismath)
    return _sizes[key]


class Parser:
    """In the place of a `MathTextParser("path")`."""

    def parse(self, s, dpi=72, prop=None, *, antialiased=None):
        found = _parsed(s, dpi, prop and prop.copy(), _settings())
        return found._replace(glyphs=[(get_font(name), *rest) for name, *rest in found.glyphs])


def _parser(output: str):
    return Parser() if output == "path" else MathTextParser(output)


@lru_cache(KEPT)
def _parsed(text, dpi, prop, settings):
    """A parsed text, with the file names of its fonts; all that it depends on is an argument."""
    found = MathTextParser("path").parse(text, dpi, prop)
    return found._replace(glyphs=[(font.fname, *rest) for font, *rest in found.glyphs])

"""Does once, before any fork, what is slow the first time: kernels then begin with filled caches.

Nothing that a notebook could see is left behind: no figure, no file, and no random number is drawn.
"""

from __future__ import annotations

import io
import sys


def warm_up() -> None:
    """Draw one figure of each kind that labs draw: text, ticks and mathematics are laid out from caches later.

    And compute with torch, which looks up the processor then; a kernel has no /proc/cpuinfo.
    """
    if "torch" in sys.modules:
        sys.modules["torch"].ones(2, 2).mm(sys.modules["torch"].ones(2, 2)).sum()
    if "matplotlib.pyplot" not in sys.modules:
        return
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure
    from matplotlib.ticker import LogLocator

    from . import texts

    texts.take_over()
    for layout in (None, "constrained"):
        figure = Figure(layout=layout)  # not pyplot's, which would keep it
        flat, space = figure.add_subplot(1, 2, 1), figure.add_subplot(1, 2, 2, projection="3d")
        values = [[1.0, 2.0], [3.0, 40.0]]
        flat.contourf(values)
        flat.plot([1, 2, 3], [1e-3, 1.0, 1e3], "o-", label="a curve")
        flat.scatter([1, 2], [1, 2])
        flat.set(yscale="log", ylim=(1e-9, 1e9), xlabel="x", ylabel="y", title="A title: 0123456789.,+-=")
        flat.set_xticks(range(21))
        flat.yaxis.set_major_locator(LogLocator(numticks=99))  # each power of ten has its label
        flat.legend()
        space.plot_surface(*[_array(values)] * 3, cmap="viridis")
        FigureCanvasAgg(figure).print_figure(io.BytesIO(), format="png", bbox_inches="tight")


def _array(values):
    return sys.modules["numpy"].array(values)

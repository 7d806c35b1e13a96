"""Display settings: where a notebook asks for windows or widgets, which are not here, its figures are drawn inline.

So such a setting stops no cell, and costs nobody a graph.
"""

from __future__ import annotations

import matplotlib as mpl
from matplotlib import pyplot

INLINE = "module://matplotlib_inline.backend_inline"
THERE = ("inline", INLINE, "agg", "pdf", "ps", "svg", "template")  # those that draw into files, and the notebook's
SHOWN = 40  # characters of a name

_switch, _use = pyplot.switch_backend, mpl.use


def take_over(shell) -> None:
    """Answer every way to choose a backend from now on: `%matplotlib`, matplotlib's own, and the settings."""
    enable = shell.enable_matplotlib

    def enable_matplotlib(gui=None):
        return enable("inline" if gui in (None, "auto") else there(gui))

    shell.enable_matplotlib = enable_matplotlib
    shell.enable_gui = lambda gui=None: None  # there are no windows that could need it
    pyplot.switch_backend = lambda newbackend: _switch(there(newbackend))
    mpl.use = lambda backend, *, force=True: _use(there(backend), force=force)
    mpl.RcParams.validate["backend"] = _valid(mpl.RcParams.validate["backend"])


def there(name):
    """The backend that is taken for a name: the same, or the notebook's own, and a word that it is."""
    if type(name) is not str or name.lower() in THERE:
        return name
    print(f"The display “{name[:SHOWN]}” is not there: figures are shown below their cells, as usual.")
    return INLINE


def _valid(validate):
    return lambda name: validate(there(name))

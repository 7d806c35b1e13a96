"""Does a display that is not there leave figures inline, with a word, however it is asked for?"""

import importlib
from types import SimpleNamespace

import matplotlib as mpl
import pytest
from matplotlib import pyplot as plt


@pytest.fixture
def shell(inside, monkeypatch):
    """A shell whose displays are taken over; what is replaced in matplotlib is put back afterwards."""
    mpl.use("agg")
    displays = importlib.import_module("labgrader_inside.displays")
    for owner, name in [(plt, "switch_backend"), (mpl, "use")]:
        monkeypatch.setattr(owner, name, getattr(owner, name))
    monkeypatch.setitem(mpl.RcParams.validate, "backend", mpl.RcParams.validate["backend"])
    shell = SimpleNamespace(asked=[], enable_gui=None)
    shell.enable_matplotlib = shell.asked.append
    displays.take_over(shell)
    yield shell
    plt.close("all")
    displays._use("agg")


def set_backend(name):
    mpl.rcParams["backend"] = name
    plt.switch_backend(mpl.rcParams["backend"])


WAYS = {
    "use": lambda name: mpl.use(name),
    "switch_backend": lambda name: plt.switch_backend(name),
    "rcParams": set_backend,
}
NOT_THERE = ["TkAgg", "Qt5Agg", "QtAgg", "GTK4Agg", "MacOSX", "WebAgg", "nbAgg", "widget", "ipympl", "no such display"]


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("name", [*NOT_THERE, "module://ipympl.backend_nbagg"])
def test_a_display_that_is_not_there_leaves_figures_inline(shell, capsys, way, name):
    WAYS[way](name)
    assert mpl.get_backend().lower() in ("inline", "module://matplotlib_inline.backend_inline")
    said = capsys.readouterr().out
    assert said == f"The display “{name}” is not there: figures are shown below their cells, as usual.\n"
    plt.plot([1, 2])


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("name", ["agg", "Agg", "svg", "pdf", "ps", "module://matplotlib_inline.backend_inline"])
def test_a_display_that_is_there_is_chosen_without_a_word(shell, capsys, way, name):
    WAYS[way](name)
    assert mpl.get_backend().lower() in (name.lower(), "inline")
    assert not capsys.readouterr().out


@pytest.mark.parametrize(
    ("asked", "given"),
    [(None, "inline"), ("auto", "inline"), ("inline", "inline"), ("agg", "agg"), ("qt", None), ("widget", None)],
)
def test_the_magic_enables_what_is_there(shell, capsys, asked, given):
    shell.enable_matplotlib(asked)
    assert shell.asked == [given or "module://matplotlib_inline.backend_inline"]
    assert bool(capsys.readouterr().out) == (given is None)


def test_a_name_is_cut_and_anything_else_is_left_to_matplotlib(shell, capsys):
    plt.switch_backend("x" * 1000)
    assert len(capsys.readouterr().out) < 150
    with pytest.raises((TypeError, ValueError, AttributeError)):
        mpl.use(3)
    shell.enable_gui("qt")

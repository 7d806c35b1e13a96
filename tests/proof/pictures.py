"""What is left of a graph of losses that is drawn wrongly, as evidence describes figures; nothing is drawn."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any

from labgrader.prove.computed import Left, Made

COLORS = ("#1f77b4ff", "#ff7f0eff", "#2ca02cff", "#d62728ff", "#9467bdff")
ORDINALS = ("first", "second", "third", "fourth", "fifth")

Lists = Mapping[str, Sequence[float]]  # losses by the name of their list
Figures = list[dict[str, Any]]
Drawn = Sequence[tuple[str, str]]  # a list, and the label of its curve


def curve(y: Sequence[float], label: str, number: int, x: Sequence[float] | None = None) -> dict[str, Any]:
    """A curve, as `plt.plot` draws the one with this number."""
    look = {"style": "-", "color": COLORS[number], "marker": "None"}
    return {"x": [*range(len(y))] if x is None else list(x), "y": list(y), "label": label or f"_child{number}", **look}


def axes(curves: Sequence[dict], *, legend: bool = True, xlabel: str = "epoch", ylabel: str = "total loss") -> dict:
    """A graph; the legend has a row for each curve with a label."""
    named = [one for one in curves if not one["label"].startswith("_")]
    rows = [{"text": one["label"]} | {part: one[part] for part in ("style", "color", "marker")} for one in named]
    words = {"title": "", "xlabel": xlabel, "ylabel": ylabel, "xscale": "linear", "yscale": "linear", "texts": []}
    return {**words, "lines": list(curves), "legend": rows if legend else None}


def figures(*graphs: dict, apart: bool = True) -> Figures:
    """Graphs in a figure each, or all in one."""
    groups = [[one] for one in graphs] if apart else [list(graphs)]
    return [{"cell": 1, "number": number, "title": "", "axes": group} for number, group in enumerate(groups, 1)]


def made(labels: Mapping[str, str], lists: Sequence[Lists]) -> Iterator[Made]:
    """Each mistake of a graph that should draw all of the lists.

    Args:
        labels: a right label for each list, in the order in which they are drawn.
        lists: what the notebook holds, set by set.
    """
    for (mistake, variant), draw in _ways(labels).items():
        error = "NameError: name 'LOSS_2' is not defined" if mistake == "stopped with NameError" else ""
        left = [Left(names, figures=draw(names), error=error) for names in lists]
        yield Made("loss_plot", mistake, variant, left)
    pairs = list(labels.items())
    drawn = [graph(pairs)(names) for names in lists]
    typed = [Left(names, figures=before) for names, before in zip(lists, (drawn[-1], *drawn[:-1]), strict=True)]
    left = [Left(names, figures=own) for names, own in zip(lists, drawn, strict=True)]
    yield Made("loss_plot", "typed in", "", left, typed)


def graph(drawn: Drawn, colors: Sequence[int] = range(5), **how: Any) -> Callable[[Lists], Figures]:
    """Draws lists into one graph."""

    def draw(lists: Lists) -> Figures:
        return figures(axes([curve(lists[name], text, colors[n]) for n, (name, text) in enumerate(drawn)], **how))

    return draw


def _ways(labels: Mapping[str, str]) -> dict[tuple[str, str], Callable[[Lists], Figures]]:
    pairs = list(labels.items())
    names, texts = list(labels), list(labels.values())
    found = {
        ("nothing drawn", ""): lambda lists: [],
        ("lists not drawn", "bars"): graph([], legend=False),
        ("no legend", "never called"): graph(pairs, legend=False),
        ("no legend", "no labels"): graph([(name, "") for name in names]),
        ("curves without a name", "ordinals"): graph(list(zip(names, ORDINALS, strict=False))),
        ("curves look alike", "one color"): graph(pairs, [3] * len(pairs)),
        ("wrong names in the legend", "rotated"): graph(list(zip(names, texts[1:] + texts[:1], strict=True))),
        ("wrong axis labels", "swapped"): graph(pairs, xlabel="total loss", ylabel="epoch"),
        ("wrong axis labels", "the same"): graph(pairs, xlabel="epoch", ylabel="epoch"),
        ("wrong axis labels", "a curve's"): graph(pairs, xlabel=texts[0]),
        ("stopped with NameError", ""): graph(pairs[:-1], legend=False, xlabel="", ylabel=""),
        ("separate graphs", "figures"): lambda lists: figures(*_each(pairs, lists)),
        ("separate graphs", "side by side"): lambda lists: figures(*_each(pairs, lists), apart=False),
        (f"{len(pairs) - 1} curves missing", "as x and y"): lambda lists: figures(_as_x_and_y(names, lists)),
    }
    for x, y in (("", ""), ("epoch", ""), ("", "total loss"), ("x", "y")):
        found["no axis labels", f"{x}, {y}"] = graph(pairs, xlabel=x, ylabel=y)
    for at, name in enumerate(names):
        found["1 curve missing", name] = graph(pairs[:at] + pairs[at + 1 :])
        found["curves without a name", name] = graph([*pairs[:at], (name, ""), *pairs[at + 1 :]])
        found["one list drawn twice", name] = graph([*pairs[:at], (names[at - 1], labels[name]), *pairs[at + 1 :]])
    for one, other in pairwise(names):
        swapped = labels | {one: labels[other], other: labels[one]}
        found["wrong names in the legend", f"{one} and {other}"] = graph(list(swapped.items()))
    for count in range(2, len(names)):
        found[f"{count} curves missing", "the first"] = graph(pairs[count:])
        found[f"{count} curves missing", "the last"] = graph(pairs[:-count])
    return found


def _each(pairs: Drawn, lists: Lists) -> list[dict]:
    """A graph for each list."""
    return [axes([curve(lists[name], text, 0)]) for name, text in pairs]


def _as_x_and_y(names: Sequence[str], lists: Lists) -> dict:
    """What comes of all lists in one call of `plt.plot`: of each two, one is the x of the other."""
    pairs = list(zip(names[::2], names[1::2], strict=False))
    curves = [curve(lists[y], "", number, lists[x]) for number, (x, y) in enumerate(pairs)]
    return axes([*curves, curve(lists[names[-1]], "", len(curves))])

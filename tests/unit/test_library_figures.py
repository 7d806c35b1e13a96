"""Are the curves that pandas and seaborn draw read and named, where these libraries are installed?"""

import matplotlib as mpl
import pytest
from matplotlib import pyplot as plt

from graders.figures.graphs import graphs_of
from graders.figures.labels import BGD, SGD, read_labels
from labgrader.cellrun import CellRun
from labgrader.evidence import CellEvidence

mpl.use("Agg")
LISTS = {BGD: (4.0, 3.0, 2.5, 1.0), SGD: (4.0, 2.0, 1.0, 0.5)}


def of_pandas(draw):
    return lambda: draw(pytest.importorskip("pandas").DataFrame(LISTS))


def of_seaborn(draw):
    def drawn():
        seaborn, pandas = pytest.importorskip("seaborn"), pytest.importorskip("pandas")
        wide = pandas.DataFrame(LISTS)
        draw(seaborn, wide, wide.reset_index().melt("index"))

    return drawn


LONG = {"x": "index", "y": "value", "hue": "variable"}
UPRIGHT = {
    "plot": of_pandas(lambda table: table.plot()),
    "plot with logarithms": of_pandas(lambda table: table.plot(logy=True, style=["-", "--"])),
    "plot with a second axis": of_pandas(lambda table: table.plot(secondary_y=SGD)),
    "plot.bar": of_pandas(lambda table: table.plot.bar()),
    "plot.area": of_pandas(lambda table: table.plot.area(stacked=False)),
    "Series.plot": of_pandas(lambda table: [table[name].plot(legend=True) for name in table]),
    "lineplot": of_seaborn(lambda seaborn, wide, long: seaborn.lineplot(wide)),
    "lineplot of a long table": of_seaborn(lambda seaborn, wide, long: seaborn.lineplot(long, **LONG)),
    "lineplot of lists": of_seaborn(
        lambda seaborn, wide, long: [seaborn.lineplot(x=range(4), y=y, label=name) for name, y in LISTS.items()]
    ),
    "lineplot with markers": of_seaborn(
        lambda seaborn, wide, long: seaborn.lineplot(long, **LONG, style="variable", markers=True)
    ),
    "relplot": of_seaborn(lambda seaborn, wide, long: seaborn.relplot(wide, kind="line")),
    "scatterplot": of_seaborn(lambda seaborn, wide, long: seaborn.scatterplot(long, **LONG)),
    "pointplot": of_seaborn(lambda seaborn, wide, long: seaborn.pointplot(long, **LONG)),
    "barplot": of_seaborn(lambda seaborn, wide, long: seaborn.barplot(long, **LONG)),
}
SIDEWAYS = {
    "plot.barh": of_pandas(lambda table: table.plot.barh()),
    "barplot": of_seaborn(
        lambda seaborn, wide, long: seaborn.barplot(long, x="value", y="index", hue="variable", orient="h")
    ),
}
STACKED = {
    "areas": of_pandas(lambda table: table.plot.area()),
    "bars": of_pandas(lambda table: table.plot.bar(stacked=True)),
}


@pytest.fixture
def graph(figures):
    """The only graph, as a grader sees it."""

    def graph():
        evidence = {"version": 1, "names": {}, "figures": [figure.model_dump() for figure in figures()]}
        run = CellRun(CellEvidence.model_validate({"grade_id": "plot", "parameters": {}, "evidence": evidence}))
        (found,) = graphs_of(run, LISTS, read_labels)
        return found

    return graph


@pytest.mark.parametrize("how", UPRIGHT)
def test_a_curve_of_each_kind(graph, how):
    UPRIGHT[how]()
    plt.xlabel("epoch"), plt.ylabel("loss")
    found = graph()
    assert (found.drawn, found.named, found.misnamed) == (set(LISTS), set(LISTS), [])
    assert found.axis_labels
    assert not found.look_alike


@pytest.mark.parametrize("how", SIDEWAYS)
def test_bars_on_their_side(graph, how):
    SIDEWAYS[how]()
    plt.xlabel("loss"), plt.ylabel("epoch")
    found = graph()
    assert (found.drawn, found.named, found.axis_labels) == (set(LISTS), set(LISTS), True)


@pytest.mark.parametrize("what", STACKED)
def test_what_is_stacked_is_said(graph, what):
    STACKED[what]()
    found = graph()
    assert (found.drawn, found.axes.unread) == ({BGD}, [f"{what} stacked on one another"])

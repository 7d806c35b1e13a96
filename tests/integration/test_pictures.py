"""Is a figure of a notebook the picture that JupyterLab shows, drawn once, and not at all where nobody sees it?"""

from __future__ import annotations

import asyncio
import base64
import io

import nbclient
import nbformat
import numpy as np
import pytest
from PIL import Image

from labgrader.cellrun import as_numbers
from labgrader.execute.notebook_run import UNDRAWN

IMPORTS = """
import matplotlib.pyplot as plt
import numpy as np
from IPython.display import display
from matplotlib.figure import Figure
epochs = np.arange(10)
losses = {f"batch size {size}": 300 / size * np.exp(-epochs / 2) + 0.01 for size in (1, 5, 10, 20)}
def curves(axes):
    for name, values in losses.items():
        axes.plot(values, ".-", label=name)
"""
FIGURES = {
    "one axes": "curves(plt)\nplt.xlabel('epoch')\nplt.ylabel('total loss')\nplt.legend()\nplt.show()",
    "logarithms": "curves(plt)\nplt.yscale('log')\nplt.xlabel('epoch')\nplt.legend()\nplt.title('Losses')\nplt.show()",
    "few logarithms": "plt.semilogy([1.1, 2.3, 7.7])\nplt.grid(True, which='both')",
    "subplots": "fig, two = plt.subplots(2, 2, figsize=(9, 6), sharex=True)\nfor ax in two.flat:\n    curves(ax)",
    "a legend outside": "curves(plt)\nplt.legend(bbox_to_anchor=(1.02, 1), loc='upper left')\nplt.show()",
    "a legend below": "curves(plt)\nplt.legend(bbox_to_anchor=(0.5, -0.15), loc='upper center', ncols=4)",
    "a legend of the figure": "fig, ax = plt.subplots(layout='constrained')\ncurves(ax)\n"
    "fig.legend(loc='outside right')",
    "a title above all": "fig, two = plt.subplots(1, 2)\nfig.suptitle('Both of them')\n"
    "two[0].set_title('one')\nplt.show()",
    "3-D": "ax = plt.figure().add_subplot(projection='3d')\nx, y = np.meshgrid(epochs, epochs)\n"
    "ax.plot_surface(x, y, x * y, cmap='viridis')\nax.set(xlabel='w', ylabel='b', zlabel='loss')\nplt.show()",
    "a colour bar": "plt.imshow(np.outer(epochs, epochs))\nplt.colorbar(label='product')\nplt.show()",
    "a colour bar with ends": "plt.contourf(np.outer(epochs, epochs), levels=[9, 20, 40], extend='both')\n"
    "plt.colorbar()",
    "tight": "fig, two = plt.subplots(2, 1)\ncurves(two[0])\ntwo[0].set_title('a title')\nplt.tight_layout()\n"
    "plt.show()",
    "tight when drawn": "fig, two = plt.subplots(1, 3, layout='tight')\n"
    "for ax in two:\n    ax.set_ylabel('long label')",
    "constrained": "fig, two = plt.subplots(2, 2, layout='constrained')\nfig.suptitle('A')\ncurves(two[1, 1])",
    "compressed": "fig, two = plt.subplots(1, 2, layout='compressed')\nim = two[0].imshow([[1, 2]])\n"
    "fig.colorbar(im, ax=two)",
    "its own resolution": "plt.figure(figsize=(5.55, 3.33), dpi=137)\nplt.plot([1, 3, 2])\nplt.show()",
    "its own colour": "fig = plt.figure(facecolor='#ffeedd', edgecolor='red', linewidth=3)\nplt.plot([1, 3, 2])",
    "transparent": "fig, ax = plt.subplots(facecolor='none')\nax.set_facecolor('none')\ncurves(ax)\nplt.show()",
    "an empty figure": "plt.figure()\nplt.show()",
    "empty axes": "plt.figure()\nplt.axes()\nplt.show()",
    "text of the figure alone": "plt.figure().text(0.5, 0.5, 'nothing else')\nplt.show()",
    "text outside": "plt.plot([1, 2])\nplt.text(1.3, 2.2, 'outside of it')\nplt.show()",
    "text far outside": "plt.plot([1, 2])\nplt.text(4, 4, 'far outside of it')\nplt.show()",
    "two axes in one": "plt.plot([1, 3])\nother = plt.twinx()\nother.plot([5e6, 2e6], 'r')\n"
    "other.set_ylabel('other')\nplt.show()",
    "polar": "plt.polar(epochs, epochs)\nplt.title('polar')\nplt.show()",
    "axes in axes": "fig, ax = plt.subplots()\ncurves(ax)\nax.inset_axes([0.5, 0.5, 0.4, 0.4]).plot(epochs)\n"
    "plt.show()",
    "a pie": "plt.pie([1, 2, 3], labels=['one', 'two', 'three'])\nplt.axis('equal')\nplt.show()",
    "no axes shown": "plt.plot([1, 3, 2])\nplt.axis('off')\nplt.show()",
    "scatter": "plt.scatter(epochs, epochs ** 2, c=epochs, s=90)\nplt.ylim(0, 50)\nplt.show()",
    "turned labels": "plt.bar(list(losses), [1, 2, 3, 4])\nplt.xticks(rotation=45, ha='right')\nplt.show()",
    "axes on top": "ax = plt.axes()\nax.xaxis.tick_top()\nax.set(xlabel='on top', title='above it')\n"
    "ax.plot([1e-9, 2e-9])",
    "mathematics": "plt.plot([1, 2], label=r'$\\sum_i x_i^2$')\n"
    "plt.title(r'$\\frac{\\partial L}{\\partial w}$')\nplt.legend()",
    "an arrow": "plt.plot([1, 3, 2])\n"
    "plt.annotate('here', (1, 3), (1.6, 3.3), arrowprops={'arrowstyle': '->'})\nplt.show()",
    "a point in pixels": "plt.plot([1, 3])\nplt.annotate('there', (80, 90), xycoords='figure pixels')\nplt.show()",
    "a picture in pixels": "plt.plot([1, 3])\nplt.gcf().figimage(np.eye(50) * 255, 100, 120)\nplt.show()",
    "labels of one axis": "plt.plot([1, 3])\nplt.gca().get_xticklabels()[2].set_color('red')\nplt.grid()\nplt.show()",
    "the first tick": "ax = plt.axes()\nax.xaxis.get_major_ticks()[0].label1.set_rotation(30)\nax.plot([1, 3])",
    "a tick of its own": "ax = plt.axes()\nax.xaxis.majorTicks[0].label1.set_color('red')\nax.plot([1, 3])\nplt.show()",
    "words": "plt.plot(['one', 'two', 'three'], [1, 3, 2])\nplt.minorticks_on()\nplt.show()",
    "days": "plt.plot(np.array(['2026-01-01', '2026-03-01'], dtype='datetime64'), [1, 2])\nplt.show()",
    "fonts of its own": "with plt.rc_context({'mathtext.fontset': 'cm', 'font.family': 'serif', 'font.size': 14}):\n"
    "    plt.semilogy([1, 1e4])\n    plt.title('$x^2$')\n    plt.show()",
    "a table": "plt.plot([1, 3])\nplt.table([['1', '2'], ['3', '4']], loc='bottom')\nplt.xticks([])\nplt.show()",
    "dark": "with plt.style.context('dark_background'):\n    curves(plt)\n    plt.legend()\n    plt.show()",
    "as xkcd": "with plt.xkcd():\n    plt.plot([1, 3, 2])\n    plt.show()",
    "aligned labels": "fig, two = plt.subplots(2)\ntwo[0].plot([1e5])\n[ax.set_ylabel('y') for ax in two]\n"
    "fig.align_ylabels()",
    "parts": "left, right = plt.figure(figsize=(8, 4)).subfigures(1, 2)\ncurves(left.subplots())\n"
    "right.suptitle('right')",
    "errors": "plt.errorbar(epochs, epochs, yerr=2)\n"
    "plt.fill_between(epochs, epochs - 1, epochs + 1, alpha=0.3)\nplt.show()",
    "closed": "plt.plot([1, 2])\nplt.close()",
    "several": "for n in range(3):\n    plt.figure()\n    plt.plot([n, 1])",
    "several, one by one": "for n in range(3):\n    plt.plot([n, 1])\n    plt.show()",
    "the last expression": "fig, ax = plt.subplots()\ncurves(ax)\nplt.close()\nfig",
    "displayed": "fig, ax = plt.subplots()\ncurves(ax)\ndisplay(fig)\nax.set_title('changed')\nplt.show()",
    "without pyplot": "fig = Figure(figsize=(4, 3))\nfig.add_subplot().plot([1, 2])\nfig",
    "changed afterwards": "handle = display(fig, display_id=True)\nfig.axes[0].set_xlabel('x')\nhandle.update(fig)",
    "shown by itself": "fig, ax = plt.subplots()\ncurves(ax)\nfig.show()\nplt.close()",
    "saved before": "curves(plt)\nplt.savefig('own.png', dpi=50)\nplt.legend()\nplt.show()",
    "drawn before": "fig, ax = plt.subplots(layout='constrained')\ncurves(ax)\nfig.canvas.draw()\n"
    "ax.set_title('later')\nplt.show()",
    "its own padding": "with plt.rc_context({'savefig.pad_inches': 0.5}):\n    plt.plot([1, 2])\n    plt.show()",
    "always laid out": "plt.rcParams['figure.autolayout'] = True\nplt.plot([1, 2])\nplt.ylabel('y')\nplt.show()\n"
    "plt.rcParams['figure.autolayout'] = False",
    "too large": "plt.figure(figsize=(2, 2))\nplt.plot([1, 2])\nplt.gca().set_position([-2, -2, 5, 5])\nplt.show()",
    "it raises": "plt.plot([1, 2])\nplt.title('$\\\\notacommand$')\nplt.show()",
    "twice as large": "%config InlineBackend.figure_format = 'retina'\ncurves(plt)\nplt.show()",
    "not cut": "%config InlineBackend.figure_format = 'png'\n"
    "%config InlineBackend.print_figure_kwargs = {'bbox_inches': None}\n"
    "curves(plt)\nplt.show()",
}


COUNTED = """
drawn = [0]
def count(event):
    drawn[0] += 1
fig, ax = plt.subplots({layout})
curves(ax)
fig.canvas.mpl_connect("draw_event", count)
plt.show()
"""


def shown(notebook) -> list[list]:
    """Of each cell, the outputs that are a picture, other data or an error."""
    return [[o for o in cell.outputs if o.output_type != "stream" and not _is_undrawn(o)] for cell in notebook.cells]


def _is_undrawn(output) -> bool:
    return set(output.get("data", ())) == {"text/plain"} and bool(UNDRAWN.match(output.data["text/plain"]))


@pytest.fixture(scope="module")
def both(execute, tmp_path_factory) -> dict[str, tuple[list, list]]:
    """What a kernel of Jupyter's own shows for each figure, and what ours shows."""
    sources = [IMPORTS, *FIGURES.values()]
    stock = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(source) for source in sources])
    folder = {"metadata": {"path": str(tmp_path_factory.mktemp("stock"))}}
    client = nbclient.NotebookClient(stock, kernel_name="python3", resources=folder, allow_errors=True)
    asyncio.run(client.async_execute())
    ours = execute(*sources, render=True, cell=180, notebook=600).notebook
    return dict(zip(FIGURES, zip(shown(stock)[1:], shown(ours)[2:-1], strict=True), strict=True))


@pytest.mark.parametrize("name", FIGURES)
def test_is_it_the_picture_that_jupyterlab_shows(both, name):
    stock, ours = both[name]
    assert [o.output_type for o in ours] == [o.output_type for o in stock]
    for expected, found in zip(stock, ours, strict=True):
        if expected.output_type == "error":
            assert found.evalue == expected.evalue
            continue
        assert set(found.data) == set(expected.data)
        if "image/png" in expected.data:
            assert np.array_equal(pixels(found), pixels(expected))


def pixels(output) -> np.ndarray:
    """The colours of a picture, shape (height, width, 4)."""
    return np.asarray(Image.open(io.BytesIO(base64.b64decode(output.data["image/png"]))).convert("RGBA"))


@pytest.mark.parametrize("layout", ["", "layout='constrained'"])
def test_is_a_figure_drawn_once_and_not_at_all_where_nobody_sees_it(execute, layout):
    record = execute(IMPORTS, COUNTED.format(layout=layout), render=True).record
    assert [as_numbers(run["end"].evidence.names["drawn"]) for run in (record.released, record.unseen)] == [[1], [0]]


def test_is_a_figure_that_nobody_sees_not_drawn_in_a_format_of_the_notebooks_own(execute):
    choice = "%config InlineBackend.figure_formats = {'svg', 'retina'}"
    record = execute(IMPORTS, choice, COUNTED.format(layout=""), render=True).record
    drawn = [as_numbers(run["end"].evidence.names["drawn"]) for run in (record.released, record.unseen)]
    assert drawn[0] > [0] == drawn[1]

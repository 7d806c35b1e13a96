"""A question that asks for several lists of losses in one graph: what it refuses, and in which words."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from graders.descent.reading import has_too_many, last_error, numbers_of, stopped, stopped_with
from graders.descent.second_run import second
from graders.figures.curves import Graph
from graders.figures.graphs import best, graphs_drawn
from labgrader import CellRun, Wrong

UNSEEN = (
    "nobody can see it. Give the curve a color that stands out from what is behind it, a line or a marker, and keep it "
    "inside of the limits of the axes."
)
DRAW = "draw each list with `plt.plot`."
_COUNTS = {3: "three", 5: "five"}


@dataclass(frozen=True)
class LossGraph:
    """The question of one lab.

    Attributes:
        lists: the names of the lists, in the notebook's order.
        own: those that the student fills.
        graphs: finds every graph that draws one of them.
        answer: grade_id of the cell that is to draw; "" is a cell of the student's own.
        fewest_named, fewest_drawn: legend and axis labels count for a graph that lacks a list too, but not for one
            that draws fewer than these.
        how_to_name: what to write into a legend.
    """

    lists: tuple[str, ...]
    own: tuple[str, ...]
    graphs: Callable[[CellRun], list[Graph]]
    fewest_named: int
    fewest_drawn: int
    how_to_name: str
    answer: str = "loss_plot_answer"

    @property
    def _count(self) -> str:
        return _COUNTS[len(self.lists)]

    def _list(self, names: Iterable[str]) -> str:
        return ", ".join(f"`{name}`" for name in self.lists if name in names)

    def check_both(self, check: Callable[[CellRun], None], run: CellRun, unseen: CellRun) -> None:
        """Check the first run, then the second."""
        check(run)
        second(check, unseen, same=lambda: self._curves(run) == self._curves(unseen))

    def _curves(self, run: CellRun) -> list:
        return [(line.x, line.y) for figure in graphs_drawn(run) for axes in figure.axes for line in axes.lines]

    def best_graph(self, run: CellRun) -> Graph:
        """The graph that counts, of all that were drawn."""
        graph = best(self.graphs(run))
        if graph is not None and graph.drawn:
            return graph
        if graph is not None:
            raise Wrong(f"Your graph draws {self._list(graph.hidden)}, but {UNSEEN}", mistake="curves nobody can see")
        if self.own == self.lists and not any(numbers_of(run, name) for name in self.own):
            raise Wrong(f"There are no losses to draw.{_stopped(run)}", mistake=_error(run))
        own = [figure for figure in graphs_drawn(run) if run.owner(figure.cell) in ("", self.answer)]
        if run.left_out:
            said = (
                f"{run.left_out} of your figures are left out here, because there are too many or they cannot be read, "
                f"and none of the others draws one of the {self._count} lists: draw fewer figures."
            )
            raise Wrong(said, mistake=_error(run) or "figures left out")
        unread = sorted({what for figure in own for axes in figure.axes for what in axes.unread})
        if unread and not any(axes.lines for figure in own for axes in figure.axes):
            said = f"Your graph shows {' and '.join(unread)}, and none of the {self._count} lists as a curve: {DRAW}"
            raise Wrong(said + _stopped(run), mistake=_error(run) or "no curves")
        if own:
            said = f"None of your graphs draws one of the {self._count} lists.{_stopped(run)}"
            raise Wrong(said, mistake=_error(run) or "lists not drawn")
        raise Wrong(f"Nothing was drawn by your cell.{_stopped(run)}", mistake=_error(run) or "nothing drawn")

    def draws_all(self, run: CellRun) -> None:
        """Refuse a graph that lacks a list."""
        graph = self.best_graph(run)
        missing = frozenset(self.lists) - graph.drawn
        if not missing:
            return
        lacks = f"Your graph lacks {self._list(missing)}"
        if missing & graph.hidden:
            raise Wrong(
                f"{lacks}: {self._list(missing & graph.hidden)} is drawn, but {UNSEEN}", mistake="curves nobody can see"
            )
        for name in self.own:
            if name in missing and has_too_many(run, name):
                raise Wrong(f"{lacks}: `{name}` holds far too many values, one for each update and not for each epoch.")
        empty = [name for name in self.own if name in missing and not numbers_of(run, name)]
        if empty:
            raise Wrong(
                f"{lacks}. There are no losses in {self._list(empty)} to draw.{_stopped(run)}", mistake=_error(run)
            )
        if frozenset().union(*(other.drawn for other in self.graphs(run))) == frozenset(self.lists):
            raise Wrong(
                f"The {self._count} curves are in different graphs: draw them one after the other, before "
                "`plt.show()`.",
                mistake="separate graphs",
            )
        if graph.misnamed and sum(map(bool, graph.values)) > len(graph.drawn):
            raise Wrong(f"{lacks}, because another list is drawn in its place.", mistake="one list drawn twice")
        if graph.left_out:
            raise Wrong(
                f"{lacks}, or it is one of the {graph.left_out} curves of that figure that are left out here, because "
                "there are too many or they cannot be read: draw each list with `plt.plot`, and fewer other curves.",
                mistake="curves left out",
            )
        if unread := " and ".join(graph.axes.unread):
            said = f"{lacks} as a curve of its own. It also shows {unread}, of which no curve is read: {DRAW}"
            raise Wrong(said + _stopped(run), mistake=_error(run) or "no curves")
        count = "1 curve missing" if len(missing) == 1 else f"{len(missing)} curves missing"
        raise Wrong(f"{lacks}.{_stopped(run)}", mistake=_error(run) or count)

    def legend_names_the_curves(self, run: CellRun) -> None:
        """Refuse a legend that is missing, incomplete or wrong."""
        graph = self.best_graph(run)
        if len(graph.drawn) < self.fewest_named:
            raise Wrong(f"Your graph draws {len(graph.drawn)} of the {self._count} lists, too few to tell apart.")
        if not any(graph.texts) and last_error(run):
            said = f"{stopped(run)} What stands behind it did not run: your graph has no legend."
            raise Wrong(said, mistake=_error(run))
        if not any(graph.texts):
            raise Wrong(
                "Your graph has no legend. Give each curve a `label`, and call `plt.legend()`.", mistake="no legend"
            )
        if graph.look_alike:
            raise Wrong(
                "Some curves look the same, so that the legend cannot tell them apart.", mistake="curves look alike"
            )
        if graph.misnamed:
            label, drawn = graph.misnamed[0]
            what = f"is that of {self._list(drawn)}" if drawn else "draws something else"
            raise Wrong(f"The curve that your legend names “{label}” {what}.", mistake="wrong names in the legend")
        if graph.named != graph.drawn:
            raise Wrong(
                f"The legend does not say which curve is {self._list(graph.drawn - graph.named)}. {self.how_to_name}",
                mistake="curves without a name",
            )

    def axes_are_labelled(self, run: CellRun) -> None:
        """Refuse axes without a label, and labels the other way round."""
        graph = self.best_graph(run)
        if len(graph.drawn) < self.fewest_drawn:
            raise Wrong(
                f"Your graph draws {len(graph.drawn)} of the {self._count} lists, too few for a graph of the losses."
            )
        if not graph.have_labels and last_error(run):
            said = f"{stopped(run)} What stands behind it did not run: your axes have no labels."
            raise Wrong(said, mistake=_error(run))
        if not graph.axis_labels:
            raise Wrong(
                "Write what the axes show with `plt.xlabel` and `plt.ylabel`: the epoch, and the total loss.",
                mistake="wrong axis labels" if graph.have_labels else "no axis labels",
            )


def _stopped(run: CellRun) -> str:
    return f" {stopped(run)}" if last_error(run) else ""


def _error(run: CellRun) -> str | None:
    stopped = last_error(run)
    return stopped_with(stopped) if stopped else None

"""Everything that the table of deviations makes of some passes over the data, as one array of lists."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields
from functools import lru_cache
from typing import NamedTuple

import numpy as np

from graders.descent.deviations import BATCHES, RECORDED, TRAINED, Deviation, way
from graders.descent.divergence import agreeing
from graders.descent.recordings import RIGHT_RECORDINGS, Recording
from graders.descent.second_run import LINE_TYPED_IN, SENTENCES
from graders.descent.simulator import Moments, Pass, Problem, Trace, Training, descend, met, train
from graders.descent.task import Task

NUMBERS = tuple(field.name for field in fields(Training) if field.name not in ("target", "gradient_of"))


class Known(NamedTuple):
    """What made a list of losses.

    Attributes:
        mistake: its short name, "" for a right answer.
        sentence: what a teacher would say to it.
        losses: the list that it makes.
        trains: the line was trained as asked; only what was written down may be wrong.
        ends: the line (w, b) after each epoch, where it was trained in the right batches; else empty.
    """

    mistake: str
    sentence: str
    losses: tuple[float, ...]
    trains: bool = False
    ends: tuple[tuple[float, float], ...] = ()


class _Label(NamedTuple):
    """What is said of one list."""

    mistake: str
    sentence: str
    trains: bool
    column: int  # of the training that makes it; -1 where its batches are wrong


class Candidates(NamedTuple):
    """Lists of losses, and what makes each.

    Attributes:
        labels: of each list.
        lists: (n, k).
        ends: the lines after each epoch (epochs, 2, trainings).
    """

    labels: Sequence[_Label]
    lists: np.ndarray
    ends: np.ndarray

    def known(self, number: int) -> Known:
        """One of them."""
        label = self.labels[number]
        ends = () if label.column < 0 else tuple(map(tuple, self.ends[:, :, label.column].tolist()))
        return Known(label.mistake, label.sentence, tuple(self.lists[number].tolist()), label.trains, ends)


class _Way(NamedTuple):
    """One way of a deviation, with its texts filled in; `one` is its pass, where that is not the right one."""

    row: Deviation
    how: Training
    mistake: str
    sentence: str
    one: Pass | None


def _expand(data: Problem, task: Task, rows: Iterable[Deviation]) -> Iterator[_Way]:
    for row in rows:
        if row.applies(task):
            for way in row.ways(data, task):
                differs = {name: value for name, value in way.items() if name in Training.__dataclass_fields__}
                texts = [task.text(text, **way) for text in (row.name, row.sentence)]
                for target in [way["target"]] if "target" in way else task.targets:
                    how = task.training(**differs | {"target": target})
                    yield _Way(row, how, *texts, way.get("passes"))


def right(data: Problem, task: Task, passes: Sequence[Pass]) -> Candidates:
    """What a right answer makes of some passes."""
    traces = [train(data, passes, task.training(target=target)) for target in task.targets]
    rows = [record(data, trace) for trace in traces for record in RIGHT_RECORDINGS]
    labels = [_Label("", "", True, number) for number in range(len(traces)) for _ in RIGHT_RECORDINGS]
    ends = np.stack([np.array(trace.ends, dtype=float) for trace in traces], axis=-1)
    return Candidates(labels, np.array(rows, dtype=float), ends)


@lru_cache(maxsize=256)
def right_in_order(data: Problem, task: Task) -> Candidates:
    """The same of the points in order, one epoch more than was asked for."""
    with np.errstate(all="ignore"):  # what runs away overflows
        return right(data, task, [task.one_pass] * (task.epochs + 1))


@lru_cache(maxsize=128)
def deviating_in_order(data: Problem, task: Task) -> Candidates:
    """What known mistakes make of the points in order."""
    return deviating(data, task, [task.one_pass] * (task.epochs + 1))


@lru_cache(maxsize=128)
def typed_line(data: Problem, task: Task, typed: tuple[float, float]) -> Candidates:
    """Training on a line that is typed in, as read off other data."""
    row = Deviation(LINE_TYPED_IN, SENTENCES[LINE_TYPED_IN], way(target="typed:{}:{}".format(*typed)))
    return _made(data, task, [task.one_pass] * (task.epochs + 1), [row])


def deviating(data: Problem, task: Task, passes: Sequence[Pass]) -> Candidates:
    """What known mistakes in writing down and in training make of some passes."""
    found = [_made(data, task, passes, rows) for rows in (RECORDED, TRAINED)]
    return _joined(found)


@lru_cache(maxsize=16)
def combined(data: Problem, task: Task, passes: tuple[Pass, ...]) -> Candidates:
    """What two mistakes at once make of some passes: one in training, and one in writing down."""
    ways = list(_expand(data, task, TRAINED))
    with np.errstate(all="ignore"):
        trace, column = _side_by_side(data, passes, [way.how for way in ways])
        width = min(len(passes), task.epochs)
        lists, labels = [], []
        for row in RECORDED:
            if row.applies(task):
                name, sentence = task.text(row.name), task.text(row.sentence)
                for record in row.record:
                    rows = _rows(record, data, trace, width)
                    if rows.shape[1] < width:
                        continue
                    lists.append(rows[column])
                    labels += [
                        _Label(f"{way.mistake}, and {name}", f"{way.sentence} And: {sentence}", False, number)
                        for number, way in enumerate(ways)
                    ]
    return Candidates(labels, np.concatenate(lists), np.empty((0, 2, len(ways))))


def other_batches(data: Problem, task: Task, losses: Sequence[float], extra: float) -> Iterator[Known]:
    """What other passes over the data make, of which the first two losses agree with a list."""
    ways, begins = _begun(data, task)
    agrees = agreeing(losses[:2], begins, extra).reshape(len(ways), -1).any(axis=1)
    for number in np.flatnonzero(agrees):
        way = ways[number]
        trace = train(data, [way.one] * (task.epochs + 1), way.how)
        for record in RIGHT_RECORDINGS:
            yield Known(way.mistake, way.sentence, tuple(map(float, record(data, trace))))


@lru_cache(maxsize=128)
def _begun(data: Problem, task: Task) -> tuple[list[_Way], np.ndarray]:
    ways = list(_expand(data, task, BATCHES))
    begins = []
    with np.errstate(all="ignore"):
        for way in ways:
            trace = train(data, [way.one] * 2, way.how)
            begins += [record(data, trace) for record in RIGHT_RECORDINGS]
    return ways, np.array(begins, dtype=float)


def _made(data: Problem, task: Task, passes: Sequence[Pass], rows: Iterable[Deviation]) -> Candidates:
    """All rows, trained side by side."""
    ways = list(_expand(data, task, rows))
    width = min(len(passes), task.epochs)
    with np.errstate(all="ignore"):
        trace, column = _side_by_side(data, passes, [way.how for way in ways])
        made: dict[Recording, np.ndarray] = {}
        lists, labels = [], []
        for number, way in enumerate(ways):
            batches = way.how.gradient_of == "batch" and not way.how.each_pass and way.mistake != "w and b not reset"
            for record in way.row.record:
                if record not in made:
                    made[record] = _rows(record, data, trace, width)
                if made[record].shape[1] < width:
                    continue  # of passes that are known, there are too few for it
                lists.append(made[record][column[number]])
                place = column[number] if batches else -1
                labels.append(_Label(way.mistake, way.sentence, way.row.trains, place))
    ends = np.array([np.broadcast_arrays(*line) for line in trace.ends], dtype=float)
    return Candidates(labels, np.array(lists), ends)


def _side_by_side(data: Problem, passes: Sequence[Pass], trainings: Sequence[Training]) -> tuple[Trace, list[int]]:
    """Trainings as one, each different one once; and the column of each."""
    different = {how: number for number, how in enumerate(dict.fromkeys(trainings))}
    columns = {}
    for name in NUMBERS:
        values = np.array([getattr(how, name) for how in different], dtype=float)
        columns[name] = tuple(values.T) if values.ndim > 1 else values
    sources = list(dict.fromkeys((how.target, how.gradient_of) for how in different))
    source = [sources.index((how.target, how.gradient_of)) for how in different]
    first = [next(how for how in different if (how.target, how.gradient_of) == one) for one in sources]
    prepared = {}
    for one in passes:
        if id(one) not in prepared:
            prepared[id(one)] = [
                Moments(*np.array([met(data, batch, how) for how in first]).T[:, source]) for batch in one
            ]
    trace = descend([prepared[id(one)] for one in passes], Training("", gradient_of="", **columns))
    return trace, [different[how] for how in trainings]


def _rows(record: Recording, data: Problem, trace: Trace, width: int) -> np.ndarray:
    """The first losses that a recording makes of each training (trainings, width)."""
    return np.array(np.broadcast_arrays(*record(data, trace)[:width]), dtype=float).T


def _joined(parts: Sequence[Candidates]) -> Candidates:
    """Several as one."""
    labels, before = [], 0
    for part in parts:
        labels += [label if label.column < 0 else label._replace(column=label.column + before) for label in part.labels]
        before += part.ends.shape[2]
    width = min(part.lists.shape[1] for part in parts)
    lists = np.concatenate([part.lists[:, :width] for part in parts])
    return Candidates(labels, lists, np.concatenate([part.ends for part in parts], axis=2))

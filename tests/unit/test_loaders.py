"""Are the index batches that a DataLoader gave recorded, in every way to loop over one?"""

import json

import numpy as np
import pytest
import torch
from torch.utils.data import DataLoader, IterableDataset, SubsetRandomSampler, dataloader

from labgrader import evidence

DATA = list(range(60))
IN_ORDER = [list(range(start, start + 20)) for start in (0, 20, 40)]


@pytest.fixture
def watch(inside, monkeypatch):
    """A watch whose cell is `watch.cell`; what it replaces in torch is put back afterwards."""
    for owner, name in [(DataLoader, "__iter__"), (dataloader._BaseDataLoaderIter, "_next_index")]:
        monkeypatch.setattr(owner, name, getattr(owner, name))
    watch = inside.loaders.LoaderWatch(lambda: watch.cell)
    watch.cell = 1
    watch.watch()
    return watch


@pytest.fixture
def epochs(watch, read):
    """The passes so far, as evidence."""
    return lambda: read(epochs=watch.report()).epochs


def test_is_a_pass_recorded_with_its_loader_and_cell(watch, epochs):
    loader, other = DataLoader(DATA, batch_size=20), DataLoader(DATA, batch_size=30)
    list(loader)
    watch.cell = 4
    list(other)
    list(loader)
    assert [(e.cell, e.loader, e.batch_size) for e in epochs()] == [(1, 1, 20), (4, 2, 30), (4, 1, 20)]
    assert epochs()[0].batches == epochs()[2].batches == IN_ORDER
    assert (watch.number(loader), watch.number(other)) == (1, 2)


def test_do_shuffled_passes_give_what_the_student_saw(epochs):
    loader = DataLoader(DATA, batch_size=20, shuffle=True)
    seen = [[batch.tolist() for batch in loader] for _ in range(3)]
    assert [e.batches for e in epochs()] == seen
    assert seen[0] != seen[1]


def test_does_recording_not_change_what_is_drawn(epochs):
    def draw():
        torch.manual_seed(1)
        return [batch.tolist() for batch in DataLoader(DATA, batch_size=7, shuffle=True)] + [torch.rand(1).item()]

    watched = draw()
    assert len(epochs()) == 1
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(DataLoader, "__iter__", DataLoader.__iter__.__closure__[0].cell_contents)
        assert draw() == watched
    assert len(epochs()) == 1


def test_is_a_pass_that_is_broken_off_recorded_as_far_as_it_went(epochs):
    loader = DataLoader(DATA, batch_size=20)
    for _ in loader:
        break
    next(iter(loader))
    iter(loader)
    assert [e.batches for e in epochs()] == [IN_ORDER[:1], IN_ORDER[:1], []]


def test_is_a_nameless_loader_of_a_for_loop_recorded(epochs):
    for _ in range(2):
        for _ in DataLoader(DATA, batch_size=20):
            pass
    assert [e.batches for e in epochs()] == [IN_ORDER, IN_ORDER]
    assert epochs()[0].loader != epochs()[1].loader


def test_are_two_passes_at_once_kept_apart(epochs):
    loader = DataLoader(DATA, batch_size=20)
    list(zip(loader, loader, strict=True))
    assert [e.batches for e in epochs()] == [IN_ORDER, IN_ORDER]


@pytest.mark.parametrize(
    ("options", "batches", "size"),
    [
        ({"batch_size": 20, "num_workers": 0}, IN_ORDER, 20),
        ({"batch_size": 40, "drop_last": True}, [list(range(40))], 40),
        ({"batch_size": 25}, [list(range(25)), list(range(25, 50)), list(range(50, 60))], 25),
        ({"batch_size": None}, [[i] for i in DATA], None),
        ({}, [[i] for i in DATA], 1),
        ({"batch_sampler": IN_ORDER}, IN_ORDER, None),
        ({"batch_sampler": [tuple(batch) for batch in IN_ORDER]}, IN_ORDER, None),
        ({"batch_sampler": torch.arange(60).split(20)}, IN_ORDER, None),
        ({"batch_sampler": np.arange(60).reshape(3, 20)}, IN_ORDER, None),
        ({"batch_size": 20, "sampler": np.arange(60)}, IN_ORDER, 20),
        ({"batch_size": 20, "sampler": torch.arange(60)}, IN_ORDER, 20),
    ],
)
def test_is_every_kind_of_batch_recorded(epochs, options, batches, size):
    list(DataLoader(DATA, **options))
    (epoch,) = epochs()
    assert (epoch.batches, epoch.batch_size) == (batches, size)


def test_are_indices_from_a_sampler_of_numpy_recorded(epochs):
    seen = [batch.tolist() for batch in DataLoader(DATA, batch_size=20, sampler=SubsetRandomSampler(np.arange(60)))]
    assert epochs()[0].batches == seen


class Endless(IterableDataset):
    """Has neither a length nor indices."""

    def __iter__(self):
        return iter(int, 1)


def test_is_a_loader_without_a_length_reported_without_one(snap):
    found = snap(DataLoader(Endless(), batch_size=20))
    assert (found.kind, found.batch_size, found.length, found.dataset_length) == ("loader", 20, None, None)


def test_is_an_endless_pass_without_indices_bounded(watch, epochs, inside):
    for number, _ in enumerate(DataLoader(Endless())):
        if number == 10 * inside.loaders.MAX_INDICES:
            break
    assert len(epochs()[0].batches) <= inside.loaders.MAX_INDICES
    assert not any(epochs()[0].batches)


def test_is_the_beginning_of_a_long_pass_kept(epochs, inside):
    list(DataLoader(range(50_000), batch_size=1_001))
    (epoch,) = epochs()
    assert epoch.batches == [list(range(start, start + 1_001)) for start in (0, 1_001, 2_002)]


def test_are_the_newest_of_many_passes_kept_within_bounds(watch, epochs, inside):
    loader = DataLoader(range(1_000), batch_size=500)
    for number in range(200):
        watch.cell = number
        list(loader)
    limit = inside.loaders.MAX_ALL_INDICES
    assert epochs()[-1].cell == 199
    assert (
        limit - 1_000 <= sum(len(batch) for e in epochs() for batch in e.batches) <= limit + inside.loaders.MAX_INDICES
    )
    for _ in range(300):
        iter(loader)
    assert len(epochs()) == inside.loaders.MAX_EPOCHS
    assert len(json.dumps(watch.report())) < evidence.MAX_BYTES / 10


class Unhashable(DataLoader):
    """A loader that compares by value, as a student's may."""

    def __eq__(self, other):
        raise ValueError


class Odd(list):
    """A sampler that gives what is no index."""

    def __getitem__(self, index):
        return 0


@pytest.mark.parametrize(
    "index", ["a", None, 2**60, -1, torch.ones(2, 2), torch.ones(1, device="meta"), [1, "a", [2]], {"a": 1}, 1.5]
)
def test_does_an_odd_index_never_stop_a_students_loop(epochs, index):
    loader = DataLoader(Odd(), batch_size=None, sampler=[index, 7])
    assert list(loader) == [0, 0]
    assert epochs()[0].batches[1] == [7]
    assert all(isinstance(i, int) and abs(i) < 2**53 for i in epochs()[0].batches[0])


def test_does_an_unhashable_loader_work_and_count_as_one(watch, epochs):
    loader = Unhashable(DATA, batch_size=20)
    list(loader)
    list(loader)
    assert [e.loader for e in epochs()] == [1, 1]
    assert watch.number(loader) == 1


def test_does_a_new_loader_at_an_old_ones_address_get_a_number_of_its_own(watch):
    numbers = [watch.number(DataLoader(DATA)) for _ in range(50)]
    assert numbers == list(range(1, 51))

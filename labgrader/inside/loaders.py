"""DataLoaders: the index batches that each pass over one gave, in order.

`watch` must run before student code, and needs torch, which it imports.
"""

from __future__ import annotations

from weakref import WeakKeyDictionary

from . import snapshot

MAX_EPOCHS = 150
MAX_INDICES = 4_000  # of one epoch
MAX_ALL_INDICES = 15_000


class LoaderWatch:
    """Records every pass over a DataLoader."""

    def __init__(self, current_cell) -> None:
        self._cell = current_cell
        self._numbers: WeakKeyDictionary = WeakKeyDictionary()
        self._count = 0
        self._epochs: list[dict] = []
        self._indices = 0

    def number(self, loader) -> int:
        """A loader's number, in the order in which loaders were first used or reported."""
        if loader not in self._numbers:
            self._count += 1
            self._numbers[loader] = self._count
        return self._numbers[loader]

    def watch(self) -> None:
        from torch.utils.data import DataLoader, dataloader

        begin = DataLoader.__iter__
        next_index = dataloader._BaseDataLoaderIter._next_index

        def __iter__(loader):
            passes = begin(loader)
            passes._labgrader_epoch = self._begin(loader)
            return passes

        def _next_index(passes):
            index = next_index(passes)
            epoch = getattr(passes, "_labgrader_epoch", None)
            if epoch is not None:
                self._add(epoch, index)
            return index

        DataLoader.__iter__ = __iter__
        dataloader._BaseDataLoaderIter._next_index = _next_index

    def _begin(self, loader) -> dict:
        epoch = {
            "cell": self._cell(),
            "loader": self.number(loader),
            "batch_size": snapshot.size(lambda: loader.batch_size),
            "batches": [],
        }
        self._epochs.append(epoch)
        while len(self._epochs) > MAX_EPOCHS or self._indices > MAX_ALL_INDICES:
            self._indices -= sum(map(len, self._epochs.pop(0)["batches"]))
        return epoch

    def _add(self, epoch: dict, index) -> None:
        batch = [i for i in (index if isinstance(index, list) else [index]) if type(i) is int and abs(i) < 2**53]
        if sum(map(len, epoch["batches"])) + len(batch) <= MAX_INDICES:
            epoch["batches"].append(batch)
            self._indices += len(batch)

    def report(self) -> list[dict]:
        return self._epochs

"""Given cells that are the same for everybody, run once: kernels are then forked from a process that has run them.

They are the course's own, not a student's. What they print and show is recorded, to be put into each notebook; what
they leave behind (names, figures, random states, the shell's history) is what each fork begins with, as if it had run
them itself. Figures leave evidence, and are not drawn.
"""

from __future__ import annotations

import base64
import importlib.abc
import importlib.util
import os
import random
import sys
import tempfile
from contextlib import ExitStack, contextmanager
from unittest import mock

from .kernel import make


class CellError(Exception):
    """A given cell raised an error: kernels must run it themselves."""


class Ahead:
    """The state after some given cells.

    Args:
        cells: their sources.
        files: the given files, by relative path, as base64.
        work: the folder that a kernel will find them in, as it sees it; "" where each has another.
        folder: where the cells run, in a folder of their own: what they leave when they end Python goes with it.

    Attributes:
        kernel: which has run them.
        records: of each cell, as pairs of a kind and a text.
        seeded: the random generators that the cells seeded, among "random", "numpy", "torch".
    """

    def __init__(self, cells: list[str], files: dict[str, str], work: str, folder: str) -> None:
        self.records: list[list[tuple[str, str]]] = []
        self.seeded: set[str] = set()
        with tempfile.TemporaryDirectory(prefix="given-", dir=folder) as folder, ExitStack() as stack:
            for name, content in files.items():
                path = os.path.join(folder, "work", name)
                os.makedirs(os.path.dirname(path), exist_ok=True)
                with open(path, "wb") as file:
                    file.write(base64.b64decode(content))
            os.makedirs(os.path.join(folder, "work"), exist_ok=True)
            os.environ.update(HOME=folder, IPYTHONDIR=os.path.join(folder, ".ipython"))
            os.chdir(os.path.join(folder, "work"))
            stack.callback(os.chdir, "/")
            sys.path.insert(0, "")
            stack.callback(sys.path.remove, "")
            finder = _GivenModules(os.path.join(folder, "work"), work)
            sys.meta_path.insert(0, finder)
            stack.callback(sys.meta_path.remove, finder)
            stack.enter_context(self._noticing_seeds())
            self.kernel = make()
            for source in cells:
                self._run(source)

    def _run(self, source: str) -> None:
        records = self.kernel.records
        records.kept = []
        self.kernel.begin_cell()
        result = self.kernel.shell.run_cell(source, store_history=True)
        if not result.success:
            raise CellError(repr(result.error_before_exec or result.error_in_exec))
        self.records.append([(kind.decode(), content.decode("utf-8", "replace")) for kind, content in records.kept])

    @contextmanager
    def _noticing_seeds(self):
        """Note which of the generators the cells seed: the others get a state of their own in each kernel."""
        torch, numpy = sys.modules.get("torch"), sys.modules.get("numpy")
        reseed()
        before = torch.initial_seed() if torch else 0
        with ExitStack() as stack:
            for name, module in (("random", random), ("numpy", numpy and numpy.random)):
                if module:
                    stack.enter_context(mock.patch.object(module, "seed", self._noting(name, module.seed)))
            yield
        if torch and torch.initial_seed() != before:
            self.seeded.add("torch")
        self._random = random.getstate()
        self._numpy = numpy and numpy.random.get_state()
        self._torch = torch and torch.get_rng_state()

    def take_up_random_states(self) -> None:
        """In a kernel: go on from the states that the cells chose."""
        if "random" in self.seeded:
            random.setstate(self._random)
        if "numpy" in self.seeded:
            sys.modules["numpy"].random.set_state(self._numpy)
        if "torch" in self.seeded:
            sys.modules["torch"].set_rng_state(self._torch)

    def _noting(self, name: str, seed):
        def noted(*args, **kwargs):
            self.seeded.add(name)
            return seed(*args, **kwargs)

        return noted


def reseed() -> None:
    """Give the random generators a state that no other process has."""
    random.seed()
    if "numpy" in sys.modules:
        sys.modules["numpy"].random.seed()
    if "torch" in sys.modules:
        sys.modules["torch"].default_generator.seed()


class _GivenModules(importlib.abc.MetaPathFinder):
    """Loads the given modules as if they stood in the kernels' folder, so that tracebacks name them there."""

    def __init__(self, folder: str, work: str) -> None:
        self.folder, self.work = folder, work

    def find_spec(self, name, path=None, target=None):
        real = os.path.join(self.folder, name + ".py")
        if path is not None or not os.path.isfile(real):
            return None
        return importlib.util.spec_from_loader(name, _GivenLoader(real, os.path.join(self.work, name + ".py")))


class _GivenLoader(importlib.abc.SourceLoader):
    def __init__(self, real: str, shown: str) -> None:
        self.real, self.shown = real, shown

    def get_filename(self, name: str) -> str:
        return self.shown

    def get_data(self, path: str) -> bytes:
        if path != self.shown:
            raise OSError("no bytecode is kept")
        with open(self.real, "rb") as file:
            return file.read()

"""What the tests of the engine share: a toy lab, notebooks made of sources, and kernels to run them in."""

from __future__ import annotations

import copy
import gc
import importlib
import importlib.util
import json
import os
import shutil
import sys
from collections.abc import Callable, Collection, Iterator
from functools import cache
from pathlib import Path
from types import SimpleNamespace
from unittest import mock

import nbformat
import nbgrader.api
import pytest
import selection
from desk import Desk, opened
from hypothesis.configuration import set_hypothesis_home_dir
from nbformat.notebooknode import NotebookNode
from reader import Reader, new_reader
from selection import EVERYTHING, QUARTER

from labgrader import corpus, evidence, grading, runner, structure
from labgrader.kernels import Kernels, warm_kernels
from labgrader.lab import Lab
from labgrader.regions import BEGIN, END, GUARD, split

GRADERS = Path(__file__).parent.parent / "graders"
TOY = Path(__file__).parent / "toy_course"
# Each test of these files is given to whichever worker is free: they share nothing that takes time to make.
SHARED_OUT = {f"test_{name}.py" for name in ("ahead", "corpus", "fairness", "fuzz", "other_data", "studies")}
# Begun first, in this order, because they take longest: no worker is left alone with one of them at the end.
LONGEST = (
    *("test_hostile.py", "test_browser.py", "test_howtos.py", "test_fairness.py", "test_sandbox.py"),
    "test_mistakes_are_named",
    *("test_killed.py", "test_rest.py", "test_foreign_words.py", "test_same_as_stock.py", "test_secrets.py"),
    *("test_pictures.py", "test_class.py", "test_onsubmit.py", "test_machine_faults.py", "test_workers.py"),
    *("test_right_answers_earn_all", "test_what_is_computed", "test_damaged_state.py", "nbgrader/", "test_validate.py"),
)
set_hypothesis_home_dir(Path(__file__).parent.parent / "build" / "hypothesis")  # else it is a folder that pytest reads

INSIDE = Path(evidence.__file__).parent / "inside"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--all", action="store_true", help="Try everything: all answers, all attacks, a hundred sets.")
    parser.addoption("--quarter", type=int, choices=range(selection.QUARTERS), help="Try this quarter of the corpus.")


def pytest_configure(config: pytest.Config) -> None:
    everything, quarter = config.getoption("all"), config.getoption("quarter")
    config.stash[EVERYTHING] = everything
    config.stash[QUARTER] = None if everything else selection.quarter_of_commit() if quarter is None else quarter
    config.option.loadscopereorder = False  # xdist would begin with the files of the most tests


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What takes longest first, and last the tests of the first tier, which are short."""

    def place(item: pytest.Item) -> int:
        found = (number for number, part in enumerate(LONGEST) if part in item.nodeid)
        return next(found, len(LONGEST) + ("tests/unit/" in item.nodeid))

    items.sort(key=place)


def pytest_report_header(config: pytest.Config) -> str:
    quarter, every = config.stash[QUARTER], len(selection.expected())
    if quarter is None:
        return f"corpus: all {every} answers"
    tried = len(selection.chosen(quarter))
    return (
        f"corpus: {tried} of {every} answers, quarter {quarter} and what has changed; of the {every - tried} left out, "
        f"those whose result is kept are graded (this quarter again: --quarter {quarter}; all: --all)"
    )


def pytest_collection_finish() -> None:
    """Look for garbage no more in all that was imported: that took a fifth of a worker's time."""
    gc.collect()
    gc.freeze()


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log):
    """A worker a file, because tests of a file share what they have made; what is marked so is shared out by test."""
    from xdist.scheduler import LoadScopeScheduling  # not there where the tests run in one process

    class ByFile(LoadScopeScheduling):
        def _split_scope(self, nodeid: str) -> str:
            file = nodeid.split("::")[0]
            return nodeid if Path(file).name in SHARED_OUT else file

    return ByFile(config, log)


@pytest.fixture(scope="session", autouse=True)
def _alembic_is_asked_once() -> Iterator[None]:
    """For each gradebook that it makes, nbgrader has `alembic` of the path say what version of tables it will have."""
    path = os.pathsep.join((str(Path(sys.executable).parent), os.environ["PATH"]))
    with (
        mock.patch.dict(os.environ, PATH=path),
        mock.patch.object(nbgrader.api, "get_alembic_version", cache(nbgrader.api.get_alembic_version)),
    ):
        yield


@pytest.fixture(scope="module", autouse=True)
def _graders_of_this_course() -> None:
    """Grading another course in this process leaves its folder in the path, and its `graders` imported."""
    sys.path[:] = [place for place in sys.path if not Path(place, "graders").is_dir()]
    sys.path.append(str(GRADERS.parent))
    package = sys.modules.get("graders")
    if package is not None and Path(package.__path__[0]) != GRADERS:
        for name in [name for name in sys.modules if name.split(".")[0] == "graders"]:
            del sys.modules[name]
        grading._loaded["state"] = None


@pytest.fixture(scope="session")
def inside() -> SimpleNamespace:
    """The modules that run beside student code, loaded as the warm process loads them."""
    spec = importlib.util.spec_from_file_location(
        "labgrader_inside", INSIDE / "__init__.py", submodule_search_locations=[str(INSIDE)]
    )
    sys.modules["labgrader_inside"] = importlib.util.module_from_spec(spec)
    parts = ("boxes", "figures", "loaders", "plain", "snapshot")
    return SimpleNamespace(**{part: importlib.import_module(f"labgrader_inside.{part}") for part in parts})


@pytest.fixture
def read() -> Callable[..., evidence.Evidence]:
    """Validates a report as the grading process does, after a trip through JSON."""

    def read(**parts) -> evidence.Evidence:
        return evidence.read(json.dumps({"version": evidence.VERSION, "names": {}} | parts, ensure_ascii=False))

    return read


@pytest.fixture
def work() -> Callable[[Callable[[], object]], tuple[object, int]]:
    """What a function returns, and how many calls it took: work, in a measure that is the same on a slow machine."""

    def work(function: Callable[[], object]) -> tuple[object, int]:
        calls = 0

        def count(frame, event: str, arg: object) -> None:
            nonlocal calls
            calls += event in ("call", "c_call")

        before = sys.getprofile()
        sys.setprofile(count)
        try:
            found = function()
        finally:
            sys.setprofile(before)
        return found, calls

    return work


@pytest.fixture
def snap(inside, read) -> Callable[[object], evidence.Value]:
    """What evidence says of one value."""

    def snap(value: object) -> evidence.Value:
        return read(names=inside.snapshot.names({"value": value}, lambda loader: 1)).names["value"]

    return snap


def _cell(source: str, name: str = "", kind: str = "", **more) -> NotebookNode:
    """A code cell; with a name also a given, an answer or a graded one."""
    cell = nbformat.v4.new_code_cell(source)
    if name:
        cell.metadata["nbgrader"] = {
            "grade_id": name,
            "grade": kind == "graded",
            "solution": kind == "answer",
            "locked": kind != "answer",
            "schema_version": 3,
            **({"points": 1} if kind == "graded" else {}),
            **more,
        }
    return cell


def _graded(name: str, visible: str = "pass", probe: str = "") -> NotebookNode:
    """A graded cell, with a hidden region when it has a probe."""
    hidden = f"\n{BEGIN}\n{probe}\n{GUARD}\n{END}" if probe else ""
    return _cell(visible + hidden, name, "graded")


@pytest.fixture(scope="session")
def cells() -> SimpleNamespace:
    """Makers of cells: own(source), given(name, source), answer(name, source), graded(name, visible, probe)."""
    return SimpleNamespace(
        own=_cell,
        given=lambda name, source: _cell(source, name, "given"),
        answer=lambda name, source: _cell(source, name, "answer"),
        graded=_graded,
    )


@pytest.fixture(scope="session")
def kernels() -> Iterator[Kernels]:
    """Warm kernels, ended with the tests."""
    yield warm_kernels()
    warm_kernels().close()


@pytest.fixture(scope="session")
def execute(kernels) -> Callable[..., runner.Result]:
    """Runs a notebook: a parameters cell (FACTOR = 3.0, unseen 5.5), the cells given, and a graded cell `end`."""

    def execute(
        *parts: str | NotebookNode, files=None, kernels=kernels, render=False, ahead=0, **limits: int
    ) -> runner.Result:
        parts = [_cell(part) if isinstance(part, str) else copy.deepcopy(part) for part in parts]
        parts = [_cell("FACTOR = 3.0", "parameters", "given"), *parts, _graded("end")]
        job = runner.Job(
            lab="toy",
            notebook=nbformat.writes(nbformat.v4.new_notebook(cells=parts)),
            files=files or {},
            parameters_cell="parameters",
            released={"FACTOR": 3.0},
            unseen={"FACTOR": 5.5},
            unseen_set=0,
            limits=runner.Limits(**limits),
            render=render,
            ahead=ahead,
        )
        return runner.run(job, kernels)

    return execute


@pytest.fixture(scope="session")
def names_after(execute) -> Callable[..., dict[str, evidence.Value]]:
    """Runs cells, and gives the names that the released run ended with."""

    def names_after(*parts: str | NotebookNode, **options) -> dict[str, evidence.Value]:
        found = execute(*parts, **options).record.released["end"]
        assert found.evidence is not None, found.missing
        return found.evidence.names

    return names_after


def _release(source: NotebookNode) -> NotebookNode:
    """The release of the toy lab, without nbgrader."""
    release = copy.deepcopy(source)
    for cell in release.cells:
        cell.source = split(cell.source).visible
        if "### BEGIN SOLUTION" in cell.source:
            before, rest = cell.source.split("### BEGIN SOLUTION")
            cell.source = before + "# YOUR CODE HERE" + rest.split("### END SOLUTION")[1]
    return release


@pytest.fixture
def toy(tmp_path: Path) -> Lab:
    """The toy lab, released, in a course folder of the test's own."""
    root = tmp_path / "course"
    shutil.copytree(TOY, root, ignore=shutil.ignore_patterns("__pycache__"))
    lab = Lab(root, "toy")
    lab.release_path.parent.mkdir(parents=True)
    nbformat.write(_release(lab.source), lab.release_path)
    return lab


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """Where odd submissions are graded one after another."""
    with opened(tmp_path_factory.mktemp("fuzz")) as desk:
        yield desk


@pytest.fixture
def reader(tmp_path: Path) -> Reader:
    """Somebody who follows a how-to in a course of their own."""
    return new_reader(tmp_path)


@pytest.fixture
def handed_in(toy: Lab) -> NotebookNode:
    """A submission of the toy lab: an answer in each answer cell, and two cells of the student's own."""
    notebook = corpus.submission(toy, {"scale_answer": ("my answer",), "plot_answer": ("my plot",)})
    notebook.cells.insert(1, nbformat.v4.new_markdown_cell("my note", id="my-note"))
    notebook.cells.append(nbformat.v4.new_code_cell("my try", id="my-try"))
    return notebook


@pytest.fixture(scope="session")
def assert_in_order() -> Callable[..., None]:
    """Asserts that every given cell of a reference stands once, in order, as it is there, and so do some answers."""

    def assert_in_order(notebook: NotebookNode, reference: NotebookNode, answers: Collection[str] | None = None):
        known = {structure.grade_id(cell): cell for cell in reference.cells}
        wanted = [n for n, c in known.items() if answers is None or n in answers or not structure.is_answer(c)]
        found = [cell for cell in notebook.cells if "nbgrader" in cell.metadata]
        assert [structure.grade_id(cell) for cell in found] == wanted
        for cell in found:
            original = known[structure.grade_id(cell)]
            assert (cell.metadata, cell.cell_type) == (original.metadata, original.cell_type)
            assert structure.is_answer(original) or cell.source == original.source
        unique = copy.deepcopy(notebook)
        for number, cell in enumerate(unique.cells):
            cell.id = str(number)  # ids are the intake's concern
        nbformat.validate(unique)

    return assert_in_order

"""Is a kernel that begins after given cells the same as one that has run them itself?"""

from __future__ import annotations

import asyncio
import dataclasses
import json
import multiprocessing
import os
import re
import signal
import threading
import zlib
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, suppress
from pathlib import Path

import nbclient
import nbformat
import psutil
import pytest
from patience import SECONDS, wait_for
from selection import EVERYTHING, LABS

from labgrader import corpus, forkserver, regions, runner, structure
from labgrader.forkserver import ForkServer
from labgrader.kernels import WarmKernels
from labgrader.lent import Lent, lend
from labgrader.sandbox import Confinement

# Ids that matplotlib's notebook backend makes up anew each time, and addresses of objects.
MADE_UP = re.compile(r"\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b|\b0x[0-9a-f]{6,}\b")
EVERY = 240  # answers of a lab: one of so many in `make test`, all of them in `make test-long`


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """One answer in so many, or each."""
    if "answer" in metafunc.fixturenames:
        every = 1 if metafunc.config.stash[EVERYTHING] else EVERY
        metafunc.parametrize(
            ("lab", "answer"),
            [
                pytest.param(lab, answer, id=f"{name}/{answer.name}")
                for name, lab in LABS.items()
                for answer in corpus.answers(lab)[::every]
            ],
        )


SEEDED = "import random\n\nimport numpy\nimport torch\n\nrandom.seed(1)\nnumpy.random.seed(1)\ntorch.manual_seed(1);"


def job_of(lab, notebook, **more):
    structure.repair(notebook, lab.source)
    first = next(place for place, cell in enumerate(notebook.cells) if structure.is_answer(cell))
    notebook.cells.insert(first, nbformat.v4.new_code_cell(SEEDED, id="seeded"))  # or no two runs would be the same
    number = zlib.crc32(lab.name.encode()) % len(lab.unseen.sets)
    return runner.job_for(lab, notebook, lab.files, limits=runner.Limits(), unseen_set=number, **more)


def joined(outputs) -> list:
    """Outputs, with what a stream was given in several parts in one: how many they are is up to the clock."""
    found = []
    for output in outputs:
        last = found[-1] if found else {"output_type": ""}
        if output.output_type == "stream" == last["output_type"] and output.name == last["name"]:
            found[-1] = nbformat.from_dict(last | {"text": last["text"] + output.text})
        else:
            found.append(output)
    return found


def outputs(notebook) -> str:
    """What is shown, but for what is made up anew each time."""
    cells = [(cell.id, cell.get("execution_count"), joined(cell.get("outputs", []))) for cell in notebook.cells]
    return MADE_UP.sub("", json.dumps(cells, indent=1))


def test_are_evidence_and_outputs_the_same(kernels, lab, answer):
    job = job_of(lab, answer.notebook(lab))
    assert job.ahead > 0
    after, itself = runner.run(job, kernels), runner.run(dataclasses.replace(job, ahead=0), kernels)
    if after.record.model_dump_json() != itself.record.model_dump_json():
        again = runner.run(dataclasses.replace(job, ahead=0), kernels)  # random numbers without a seed?
        if again.record.model_dump_json() != itself.record.model_dump_json():
            pytest.skip("it is another one each time that it is run")
    assert outputs(after.notebook) == outputs(itself.notebook)
    assert after.record.model_dump_json() == itself.record.model_dump_json()


@pytest.mark.parametrize("lab", LABS.values(), ids=LABS.keys())
def test_is_it_what_a_kernel_of_jupyters_own_shows(kernels, lab, tmp_path):
    job = job_of(lab, corpus.submission(lab, {}))
    ours = runner.run(job, kernels).notebook
    stock = nbformat.reads(job.notebook, as_version=4)
    for cell in stock.cells:
        if structure.is_autograded(cell):
            cell.source = regions.split(cell.source).visible
    for name, content in job.files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(content)
    client = nbclient.NotebookClient(stock, kernel_name="python3", resources={"metadata": {"path": str(tmp_path)}})
    asyncio.run(client.async_execute())
    drawn = False
    for cold, warm in zip(stock.cells, ours.cells, strict=True):
        if cold.cell_type != "code":
            continue
        drawn = drawn or structure.is_answer(cold)
        shown = joined([o for o in cold.outputs if drawn or "image/png" not in o.get("data", {})])
        assert cold.execution_count == warm.execution_count
        assert [_plain(o) for o in shown] == [_plain(o) for o in joined(warm.outputs)], cold.id
    assert "image/png" in outputs(ours) or not any(
        "image/png" in o.get("data", {}) for c in stock.cells for o in c.get("outputs", [])
    )


def _plain(output) -> tuple:
    """What an output shows, but for the bytes of pictures."""
    data = output.get("data", {})
    texts = {kind: value for kind, value in data.items() if not kind.startswith("image/")}
    return output.output_type, output.get("text"), output.get("evalue"), texts, sorted(data)


GIVEN = ["import random, numpy, torch\nx = 1\nx", "print('given', FACTOR)"]
DRAW = "drawn = [random.random(), float(numpy.random.rand()), float(torch.rand(1))]"


@pytest.fixture
def ahead(cells, execute, kernels):
    """Runs given cells ahead, and cells of a student's after them."""

    def ahead(given, *own, after=True):
        made = [cells.given(f"given{i}", source) for i, source in enumerate(given)]
        return execute(*made, *own, ahead=(1 + len(given)) * after).record

    return ahead


def names(record, which="released"):
    return getattr(record, which)["end"].evidence.names


def test_does_each_kernel_have_random_states_of_its_own(ahead):
    first, second = names(ahead(GIVEN, DRAW)), names(ahead(GIVEN, DRAW))
    for one, other in zip(first["drawn"].items, second["drawn"].items, strict=True):
        assert one.value != other.value


@pytest.mark.parametrize(
    ("seed", "number"), [("random.seed(1)", 0), ("numpy.random.seed(1)", 1), ("torch.manual_seed(1);", 2)]
)
def test_does_a_generator_that_given_cells_seed_go_on_from_there(ahead, seed, number):
    given = [*GIVEN, seed + "\nbefore = [random.random(), float(numpy.random.rand()), float(torch.rand(1))]"]
    drawn = [names(ahead(given, DRAW, after=after))["drawn"].items for after in (True, True, False)]
    assert len({items[number].value for items in drawn}) == 1
    others = {0, 1, 2} - {number}
    assert all(drawn[0][other].value != drawn[1][other].value for other in others)


def test_are_history_and_last_results_there(ahead):
    record = ahead(GIVEN, "count = len(In)\nlast = Out[2]\nline = get_ipython().execution_count")
    itself = ahead(GIVEN, "count = len(In)\nlast = Out[2]\nline = get_ipython().execution_count", after=False)
    assert names(record) == names(itself)
    assert names(record)["last"].value == 1


def test_is_nothing_of_one_kernel_left_for_the_next(ahead):
    ahead(GIVEN, "x = 'changed'\nimport random\nrandom.left = 1\nleft = 1")
    found = names(ahead(GIVEN, "seen = [x, hasattr(random, 'left'), 'left' in globals()]"))
    assert [item.value for item in found["seen"].items] == [1, False, False]


def test_do_given_cells_that_raise_run_in_each_kernel(ahead):
    record = ahead(["broken = 1\nraise ValueError('given')"], "y = 2")
    assert names(record)["y"].value == 2
    assert record.released["end"].errors[0].message == "given"


def test_is_each_set_of_parameters_run_for_itself(ahead):
    record = ahead(["doubled = 2 * FACTOR"], "y = doubled")
    assert names(record)["y"].value == 6
    assert names(record, "unseen")["y"].value == 11


def test_is_a_process_that_had_run_them_replaced_when_it_is_gone(cells, execute):
    own = WarmKernels(Confinement())
    given = cells.given("given0", "x = 1")
    assert names(execute(given, "y = x + 1", ahead=2, kernels=own).record)["y"].value == 2
    (server,) = [psutil.Process(own.server._process.pid)]
    for child in server.children():
        os.kill(child.pid, signal.SIGKILL)
    assert names(execute(given, "y = x + 2", ahead=2, kernels=own).record)["y"].value == 3
    own.close()
    assert not server.is_running()


def test_do_given_cells_that_end_python_leave_no_folder(cells, execute):
    own = WarmKernels(Confinement())
    execute(cells.given("given0", "import os; os._exit(1)"), "y = 1", ahead=2, kernels=own)
    folder = own.folder()
    assert list(folder.glob("given-*")), "what they leave goes with the warm process"
    own.close()
    assert not folder.exists()


def test_do_cells_that_are_slow_keep_no_other_kernel_waiting(cells, execute, tmp_path):
    own, go_on = WarmKernels(Confinement()), tmp_path / "go on"
    slow = f"import os, time\nwhile not os.path.exists({str(go_on)!r}):\n    time.sleep(0.01)\nx = 1"
    with ThreadPoolExecutor(1) as thread:
        waits = thread.submit(execute, cells.given("slow", slow), "y = x", ahead=2, kernels=own)
        wait_for(lambda: own.server._process and own.server._process.ran)
        found = execute(cells.given("given0", "x = 2"), "y = x", ahead=2, kernels=own)
        assert names(found.record)["y"].value == 2
        assert not waits.done()
        go_on.touch()
        assert names(waits.result(SECONDS).record)["y"].value == 1
    own.close()


def test_does_one_of_too_many_that_have_run_them_leave_when_its_kernels_have_ended(cells, execute, monkeypatch):
    monkeypatch.setattr(forkserver, "MAX_RUN_AHEAD", 2)
    own = WarmKernels(Confinement())
    own.folder()  # now it is there

    def run(number: int, source: str = "y = x"):
        given = cells.given("given0", f"x = {number}")
        return names(execute(given, source, ahead=2, kernels=own, cell=600, notebook=600).record)["y"].value

    def given() -> list[psutil.Process]:
        found = []
        for child in psutil.Process(own.server._process.pid).children():
            with suppress(psutil.NoSuchProcess):  # one that leaves meanwhile
                found += [child] * (child.name() == "labgrader-given")
        return found

    def work_folders() -> list[Path]:
        """Those of kernels that begin after given cells and wait."""
        with suppress(psutil.NoSuchProcess):
            kernels = [kernel for one in given() for supervisor in one.children() for kernel in supervisor.children()]
            return [found for kernel in kernels if (found := Path(f"/proc/{kernel.pid}/cwd/waits")).exists()]
        return []

    waits = (
        "import os, time\nopen('waits', 'w').close()\nwhile not os.path.exists('go on'):\n    time.sleep(0.01)\ny = x"
    )
    with ThreadPoolExecutor(1) as thread, closing(own):
        first = thread.submit(run, 1, waits)
        for _ in range(2):  # as released, and on unseen data
            (waiting,) = wait_for(work_folders)
            assert [run(2), run(3), run(2)] == [2, 3, 2]
            wait_for(lambda: len(given()) <= 3)
            waiting.with_name("go on").touch()
            wait_for(lambda waiting=waiting: not waiting.exists())
        assert first.result(SECONDS) == 1
        wait_for(lambda: len(given()) <= 2)


def test_is_what_a_worker_borrowed_ended_with_it(execute):
    ours, theirs = multiprocessing.Pipe()
    server = ForkServer(Confinement())
    lender = threading.Thread(target=lend, args=(ours, lambda confinement: server))
    lender.start()
    kernels = WarmKernels(Confinement(), Lent(theirs, Confinement()))
    assert names(execute("y = 1", kernels=kernels).record)["y"].value == 1
    with ThreadPoolExecutor(1) as thread:
        runs = thread.submit(execute, "while True:\n    pass", kernels=kernels, cell=600, notebook=600)
        started = psutil.Process(server._process.pid)
        (supervisor,) = wait_for(started.children)
        wait_for(supervisor.children)  # the kernel
        theirs.close()
        psutil.wait_procs([supervisor], SECONDS)
        with pytest.raises(OSError, match="closed"):  # the rest of this worker asks for another kernel
            runs.result(SECONDS)
    lender.join(SECONDS)
    assert not started.children()
    server.close()


def test_does_no_process_that_had_run_them_outlive_a_killed_server(cells, execute):
    own = WarmKernels(Confinement())
    execute(cells.given("given0", "x = 1"), "y = x + 1", ahead=2, kernels=own)
    tree = psutil.Process(own.server._process.pid).children(recursive=True)
    assert tree
    os.kill(own.server._process.pid, signal.SIGKILL)
    _, alive = psutil.wait_procs(tree, timeout=10)
    assert not alive
    own.close()


@pytest.mark.parametrize(
    ("change", "ahead"),
    [
        (lambda cells: None, 3),
        (lambda cells: cells.insert(1, nbformat.v4.new_code_cell("factor = 4")), 1),
        (lambda cells: cells.insert(0, nbformat.v4.new_markdown_cell("mine")), 4),
        (lambda cells: cells[1].update(source="FACTOR = 3.0 "), 1),
    ],
    ids=["nothing", "a cell of their own", "text of their own", "a changed cell"],
)
def test_are_a_students_own_cells_never_run_ahead(toy, change, ahead):
    notebook = corpus.submission(toy, {})
    structure.repair(notebook, toy.source)
    change(notebook.cells)
    job = runner.job_for(toy, notebook, toy.files, limits=runner.Limits())
    assert job.ahead == ahead


def test_is_nothing_run_ahead_when_a_given_file_is_another(toy):
    notebook = corpus.submission(toy, {})
    structure.repair(notebook, toy.source)
    assert runner.job_for(toy, notebook, {"notes.txt": b"other"}, limits=runner.Limits()).ahead == 0
    assert runner.job_for(toy, notebook, toy.files | {"mine.txt": b""}, limits=runner.Limits()).ahead == 3

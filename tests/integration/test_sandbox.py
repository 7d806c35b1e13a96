"""What student code can do: nothing but compute. Every promise is tried from inside, in each mode of the sandbox."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

import psutil
import pytest
import sandbox_trials
from patience import wait_for
from selection import EVERYTHING

from labgrader import trial
from labgrader.execute.notebook_run import Limits
from labgrader.forkserver import KernelStartError
from labgrader.kernels import WarmKernels
from labgrader.lock import alone
from labgrader.promises import Promise, surroundings
from labgrader.sandbox import MB, Confinement, remark

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="there is no sandbox but on Linux")
IS_ROOT = os.geteuid() == 0 if hasattr(os, "geteuid") else False
ROOT_FOLDER = Path(__file__).parents[2]

# The mode, and whether it is tried as nobody.
MODES = {
    "root": ("root", False),
    "user": ("user", True),
    "landlock as root": ("landlock", False),
    "landlock as a user": ("landlock", True),
}
WITH_ALL = "landlock as a user"  # what differs from the mode as root is tried in the mode user
if not IS_ROOT:
    MODES = {"as whoever runs the tests": ("auto", False)}


@pytest.fixture(scope="module")
def doctors(pytestconfig: pytest.Config) -> Iterator[dict[str, Future]]:
    """What comes of each mode. They are tried side by side: most of their time is waiting for limits."""
    chosen = [mode for mode in MODES if mode != WITH_ALL or pytestconfig.stash[EVERYTHING]]
    with ThreadPoolExecutor(len(chosen)) as pool:
        yield {mode: pool.submit(sandbox_trials.doctor, MODES[mode][0], as_user=MODES[mode][1]) for mode in chosen}


@pytest.fixture(scope="module", params=MODES)
def tried(request: pytest.FixtureRequest, doctors: dict[str, Future]) -> tuple[dict, list[str]]:
    if request.param not in doctors:
        pytest.skip("tried with --all")
    return doctors[request.param].result()


@pytest.mark.parametrize(("part", "count"), [("promises", 29), ("limits", 12)])
def test_every_promise_and_every_limit_holds(tried, part, count):
    assert len(tried[0][part]) >= count
    assert [(name, text) for name, _, text, held in tried[0][part] if not held] == []


def test_no_folder_is_left(tried):
    assert tried[1] in ([], [".cache"])


@pytest.fixture(scope="module")
def kernels() -> WarmKernels:
    made = WarmKernels(Confinement(memory=900 * MB))
    yield made
    made.server.close()


def test_the_promises_are_told_from_broken_ones(kernels):
    """A trial that is allowed to do what it tries must be seen to have done it."""
    with surroundings() as around:
        allowed = Promise("none", "read a library", "attempt(lambda: read(os.__file__)[:9])")
        ((_, text, held),) = trial.try_promises(kernels, around, [allowed])
    assert text.startswith("done:")
    assert not held


def test_hostile_code_refuses_to_run_without_a_sandbox():
    open_kernels = WarmKernels(Confinement(mode="none", allow_none=True))
    with pytest.raises(trial.UnsandboxedError):
        trial.run(open_kernels, ["raise SystemExit"])
    open_kernels.server.close()


def test_without_isolation_the_refusal_names_the_one_setting():
    with pytest.raises(KernelStartError, match=r"c\.Sandbox\.allow_unsandboxed = True"):
        WarmKernels(Confinement(mode="none")).server.describe()


def test_a_course_among_the_libraries_is_refused():
    inside = Path(sys.base_prefix) / "lib" / "course"
    with pytest.raises(KernelStartError, match="which they must not see"):
        WarmKernels(Confinement(protected=(str(inside),))).server.describe()


def test_nothing_of_one_kernel_is_left_for_the_next(kernels):
    leave = "import os, pathlib\nfor d in (os.path.expanduser('~'), '.', '/tmp', '/dev/shm'):\n"
    trial.run(kernels, [leave + "    pathlib.Path(d, 'left.txt').write_text('x')"])
    found = trial.run(kernels, [leave + "    print(os.path.exists(d + '/left.txt'))"])
    assert set(found.outputs[0].split()) == {"False"}


def test_a_notebook_computes_draws_and_runs_commands_as_ever(kernels):
    cells = [
        "import torch, numpy\nprint(torch.arange(3).sum().item(), numpy.arange(3).sum())",
        "import matplotlib.pyplot as plt\nplt.plot([1, 2])\nplt.show()\nprint('drawn')",
        "from torch.utils.data import DataLoader\nprint(len(list(DataLoader(list(range(8)), 4, num_workers=1))))",
        "!echo a command",
        "import tempfile, os\nwith tempfile.TemporaryDirectory() as d:\n    print(os.path.isdir(d))",
    ]
    done = trial.run(kernels, cells, Limits(cell=60, notebook=120))
    assert [o.strip() for o in done.outputs] == ["3 3", "drawn", "2", "a command", "True"]
    assert done.told == []


LOCKING = [
    "import fcntl, sqlite3, os\nfor mode in ('delete', 'wal'):\n"
    "    one, two = (sqlite3.connect(f'{mode}.db') for _ in range(2))\n"
    "    one.execute(f'pragma journal_mode={mode}')\n    one.execute('create table t (a)')\n"
    "    for db in (one, two):\n        db.execute('insert into t values (1)')\n        db.commit()\n"
    "    print(two.execute('select count(*) from t').fetchone()[0], len(os.listdir('.')) > 0)",
    "import fcntl\nlock = os.open('x.lock', os.O_RDWR | os.O_CREAT | os.O_TRUNC)\n"  # as the package filelock does
    "fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)\nfcntl.lockf(lock, fcntl.LOCK_EX)\n"
    "fcntl.flock(lock, fcntl.LOCK_UN)\nprint('locked')",
    "import subprocess, sys\ncode = 'import os, matplotlib.font_manager as fonts; '\n"
    "code += 'fonts._load_fontmanager(try_read_cache=False); print(len(os.listdir(fonts.mpl.get_cachedir())))'\n"
    "print(subprocess.run([sys.executable, '-c', code], capture_output=True, text=True).stdout, 'fonts')",
]


def test_libraries_that_lock_files_work_as_ever(kernels):
    done = trial.run(kernels, LOCKING, Limits(cell=300, notebook=600))
    assert [output.split() for output in done.outputs] == [["2", "True"] * 2, ["locked"], ["1", "fonts"]]
    assert done.told == []


def test_no_file_that_a_kernel_can_open_is_locked_by_the_grader(kernels):
    trial.run(kernels, ["print(1)"])
    with alone(ROOT_FOLDER):
        me = psutil.Process()
        ours = {me.pid, *(process.pid for process in me.children(recursive=True))}
        locks = [line.split() for line in Path("/proc/locks").read_text().splitlines() if "->" not in line]
        locked = {parts[5].split(":")[2] for parts in locks if int(parts[4]) in ours}
        names = {path.resolve() for pid in ours for path in Path(f"/proc/{pid}/fd").iterdir() if path.is_file()}
    files = {str(name) for name in names if name.exists() and str(name.stat().st_ino) in locked}
    assert files == {str(ROOT_FOLDER / ".labgrader" / "lock")}


@pytest.mark.parametrize(
    ("code", "told"),
    [
        (
            "import os\npipe = get_ipython().kernel.records.descriptor\n"
            "os.write(pipe, b'd' + bytes(4) + b'\\xff' * 4)\nwhile True:\n    os.write(pipe, b'x' * 1_000_000)",
            " MB of ",
        ),
        ("'x' * 300_000_000", " MB of "),  # of output, or of the memory that the kernel takes to send it
    ],
    ids=["writes one endless record", "shows 300 MB"],
)
def test_what_ends_a_notebook_is_said_in_words(kernels, code, told):
    before = trial.memory_of_this_process()
    done = trial.run(kernels, [code], Limits(cell=40, notebook=60))
    assert told in "; ".join(done.told)
    assert not done.left
    assert trial.memory_of_this_process() - before < 100 * MB


@pytest.mark.parametrize("signum", [signal.SIGKILL, signal.SIGSTOP], ids=["killed", "stopped"])
def test_a_fork_server_that_is_killed_or_stopped_is_replaced_and_its_kernels_die(monkeypatch, signum):
    monkeypatch.setattr("labgrader.forkserver.FORK_SECONDS", 4)
    own = WarmKernels(Confinement())
    assert trial.run(own, ["print(1)"]).outputs == ["1\n"]
    process = psutil.Process(own.server._process.pid)
    process.send_signal(signum)
    assert trial.run(own, ["print(2)"]).outputs == ["2\n"]
    assert own.server._process.pid != process.pid
    assert not process.is_running() or process.status() == psutil.STATUS_ZOMBIE
    own.server.close()


def test_the_kernels_of_a_grading_process_that_is_killed_are_gone_and_so_are_their_folders(tmp_path):
    code = (
        "import sys\nfrom labgrader import trial\nfrom labgrader.kernels import WarmKernels\n"
        "from labgrader.runner import Limits\nfrom labgrader.sandbox import Confinement\n"
        "trial.run(WarmKernels(Confinement()), ['import time; time.sleep(600)'], Limits(cell=600, notebook=600))"
    )
    with tempfile.TemporaryDirectory(prefix="lg-", dir="/tmp") as folder:
        env = os.environ | {"TMPDIR": folder}
        with subprocess.Popen([sys.executable, "-P", "-c", code], env=env, cwd="/") as grader:
            tree = wait_for(lambda: _at_least(psutil.Process(grader.pid).children(recursive=True), 3))
            grader.kill()
        wait_for(lambda: not any(p.is_running() for p in tree))
        wait_for(lambda: not list(Path(folder).iterdir()))


def _at_least(found: list, count: int) -> list:
    return found if len(found) >= count else []


def test_an_error_that_no_limit_explains_gets_no_remark():
    assert remark("ValueError", "[Errno 28]", Confinement()) == ""
    assert "200 MB" in remark("OSError", "[Errno 28] No space left on device", Confinement())

"""The supervisor of one run: a process outside the sandbox that starts a kernel, sends it cells, and ends it.

It runs no code of a student's, and reads nothing of what the kernel writes. `<folder>/job` says what is to be run; the
records go to `<folder>/records`. What the supervisor itself has to say goes to `<folder>/status`, one JSON object a
line: `{"kernel": pid}` when the kernel is confined and ready, or `{"failed": why}` when it cannot be; how the run
ended, with `"cell"`, the cell that was sent last, and `"seconds"`, how long it took; and at last `{"left": n}` if some
processes could not be ended. A run ends with one of

    done       every cell was run
    ended      the kernel ended by itself, with this exit code
    limit      this limit was met, of `number` (and of memory the kernel had `held`, in bytes)
    over       the notebook ran longer than so many seconds
    stuck      the cell did, and could not be interrupted
    broken     the kernel wrote no records, or can write none any more
"""

from __future__ import annotations

import json
import os
import selectors
import shutil
import signal
import sys
import time
import traceback
from contextlib import suppress

from . import linux, modes, pipes
from .batch import Batch
from .processes import descendants, stopped
from .watch import Watch

PATIENCE = 20.0  # seconds for everything to be gone after it was killed
READS = 16  # of records, before anything else is done
LAST = 1.0  # seconds from the end of the pipe to that of the process that wrote to it


class Told(Exception):
    """The grader, or the end of the warm process, says that the kernel is to end."""


def supervise(plan: modes.Plan, folder: str, kernel) -> None:
    """Supervise one run until it ends or is to end. Called in a process of its own, with one thread.

    Args:
        folder: the kernel's private folder.
        kernel: called in the confined process with its `modes.Place`, its ends of the pipes, and a descriptor to be
            left open; it makes the kernel ready, and returns what runs it.
    """
    parent = os.getppid()
    signal.signal(signal.SIGTERM, _told)
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    os.setsid()
    if sys.platform == "linux":
        linux.prctl(linux.PR_SET_PDEATHSIG, signal.SIGTERM)
        linux.prctl(linux.PR_SET_CHILD_SUBREAPER, 1)
    status = open(os.path.join(folder, "status"), "a", buffering=1)
    pid, batch, seconds = 0, None, 0.0
    try:
        pid, ends = _start(plan, folder, kernel)
        if os.getppid() != parent:
            raise Told
        print(json.dumps({"kernel": pid}), file=status)
        began = time.monotonic()
        batch = _batch(plan, folder, pid, ends)
        told = _run(batch, Watch(pid, None if plan.alone else folder, plan.limits))
        seconds = time.monotonic() - began
    except Told:
        told = None
    except Exception as error:
        told = {"failed": f"{type(error).__name__}: {error}"}
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    left = _end(pid)
    if batch:
        batch.kernel = 0
        batch.drain(*ends[1:])
        batch.close()
    if told is not None:
        last = {"cell": batch.number, "seconds": seconds} if batch else {}
        print(json.dumps(((batch and batch.over) or told) | last), file=status)
    if left:
        print(json.dumps({"left": left}), file=status)
    if os.getppid() != parent:  # nobody else is left to remove it
        shutil.rmtree(folder, ignore_errors=True)
    os._exit(0)


def _told(signum, frame) -> None:
    raise Told


def _start(plan: modes.Plan, folder: str, kernel) -> tuple[int, pipes.Outer]:
    """Fork the kernel; its process id, once it is confined and ready to run code, and our ends of its pipes."""
    uid = modes.before_fork(plan)
    inner, outer = pipes.make()
    reading, writing = os.pipe()
    pid = os.fork()
    if pid == 0:
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        try:
            os.close(reading)
            pipes.close(outer)
            place = modes.enter(plan, folder, uid)
            run = kernel(place, inner, writing)
        except BaseException:
            os.write(writing, traceback.format_exc().encode()[-4000:])
            os._exit(1)
        os.close(writing)  # before student code: it could write there
        _finish(run)
    os.close(writing)
    pipes.close(inner)
    with open(reading) as file:
        problem = file.read()
    if problem:
        raise RuntimeError(f"a kernel could not be started: {problem}")
    return pid, outer


def _finish(run) -> None:
    """Run a kernel, and end this process, whatever happens."""
    code = 1
    try:
        run()
        code = 0
    except SystemExit as ended:  # by a task of the student's
        code = ended.code if isinstance(ended.code, int) else int(ended.code is not None)
    finally:
        os._exit(code & 0xFF)


def _batch(plan: modes.Plan, folder: str, pid: int, ends: pipes.Outer) -> Batch:
    """Read what is to be run: after the fork, or the kernel's memory would hold it."""
    with open(os.path.join(folder, "job")) as file:
        job = json.load(file)
    file = os.open(os.path.join(folder, "records"), os.O_WRONLY | os.O_CREAT, 0o600)
    return Batch(job, plan.limits, pid, ends, open(file, "wb"))


def _run(batch: Batch, watch: Watch) -> dict:
    """Send cells, take records and watch, until the run is over; how it ended, unless the batch says so itself."""
    requests, records, output, errors = batch.ends
    selector = selectors.DefaultSelector()
    for descriptor in (records, output, errors):
        selector.register(descriptor, selectors.EVENT_READ)
    due = 0.0
    while batch.over is None:
        if bool(batch.pending) != (requests in selector.get_map()):
            selector.register(requests, selectors.EVENT_WRITE) if batch.pending else selector.unregister(requests)
        events = selector.select(max(0.0, min(due, batch.due, batch.until) - time.monotonic()))
        ready = {key.fd for key, _ in events}
        if requests in ready:
            batch.send()
        found = True
        for _ in range(READS):
            if (found := batch.read(records)) is not True:
                break
        if found is False:
            code = _exit_code(batch.kernel, LAST)
            return {"broken": True} if code is None else {"ended": code}
        # Written past Python: a kernel writes no record before it is taken, so the records that there are came first.
        for descriptor in ready & {output, errors} if found is None else ():
            if batch.read(descriptor) is False:
                selector.unregister(descriptor)
        now = time.monotonic()
        batch.look(now)
        if now < due or batch.over is not None:
            continue
        met = watch.look()
        due = time.monotonic() + watch.pause
        if met is not None:
            return {"limit": met[0], "number": met[1]} | _held(watch, met[0])
        code = _exit_code(batch.kernel)
        if code is not None:
            return {"ended": code}
    return {}


def _exit_code(kernel: int, seconds: float = 0.0) -> int | None:
    """The kernel's exit code, if it ends in time."""
    until = time.monotonic() + seconds
    while True:
        gone, code = os.waitpid(-1, os.WNOHANG)  # what a kernel without namespaces left behind comes here, too
        if gone == kernel:
            return os.waitstatus_to_exitcode(code)
        if not gone:
            if time.monotonic() >= until:
                return None
            time.sleep(0.002)


def _held(watch: Watch, limit: str) -> dict:
    """How much memory a kernel came to hold that met its limit; it is stopped meanwhile."""
    if limit != "memory":
        return {}
    with stopped(descendants(os.getpid())):
        return {"held": watch.held()}


def _end(pid: int) -> int:
    """Kill the kernel and all that it started, and wait until they are gone; how many are not."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        if pid:
            with suppress(OSError):
                os.killpg(pid, signal.SIGKILL)
        for each in descendants(os.getpid()):
            with suppress(OSError):
                os.kill(each, signal.SIGKILL)
        try:
            while os.waitpid(-1, os.WNOHANG)[0]:
                pass
        except ChildProcessError:
            return 0
        time.sleep(0.002)
    return len(descendants(os.getpid()))

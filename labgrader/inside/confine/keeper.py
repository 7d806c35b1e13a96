"""The keeper of one kernel: a process outside the sandbox that starts it, watches it, and ends it with all it started.

It runs no code of a student's, and reads nothing of what it carries. What it has to say it writes to `<folder>/status`,
one JSON object a line: `{"kernel": pid}` when the kernel is confined and ready, `{"failed": why}` when it cannot be,
`{"limit": name, "number": n}` when a limit ended it (for that of memory with `"held"`, the bytes that it came to),
`{"ended": code}` when it ended by itself, and in the end `{"left": n}` if some of its processes could not be ended.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import sys
import time
import traceback
from contextlib import suppress

from . import linux, modes
from .processes import descendants, stopped
from .relay import Relay, Sockets, TooMuchError
from .watch import Watch

PATIENCE = 20.0  # seconds for everything to be gone after it was killed


class Told(Exception):
    """The grader, or the end of the warm process, says that the kernel is to end."""


def keep(plan: modes.Plan, folder: str, sockets: Sockets, kernel) -> None:
    """Keep one kernel until it ends or is to end. Called in a process of its own, with one thread.

    Args:
        folder: the kernel's private folder.
        kernel: called in the confined process with its `modes.Place`, and a descriptor to be left open; it makes the
            kernel ready, and returns what runs it.
    """
    parent = os.getppid()
    signal.signal(signal.SIGTERM, _told)
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    os.setsid()
    if sys.platform == "linux":
        linux.prctl(linux.PR_SET_PDEATHSIG, signal.SIGTERM)
        linux.prctl(linux.PR_SET_CHILD_SUBREAPER, 1)
    status = open(os.path.join(folder, "status"), "a", buffering=1)
    pid = 0
    try:
        pid = _start(plan, folder, sockets, kernel)
        if os.getppid() != parent:
            raise Told
        print(json.dumps({"kernel": pid}), file=status)
        told = _run(plan, folder, sockets, pid)
        print(json.dumps(told), file=status)
    except Told:
        pass
    except Exception as error:
        print(json.dumps({"failed": f"{type(error).__name__}: {error}"}), file=status)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    if left := _end(pid):
        print(json.dumps({"left": left}), file=status)
    if os.getppid() != parent:  # nobody else is left to remove it
        shutil.rmtree(folder, ignore_errors=True)
    os._exit(0)


def _told(signum, frame) -> None:
    raise Told


def _start(plan: modes.Plan, folder: str, sockets: Sockets, kernel) -> int:
    """Fork the kernel; its process id, once it is confined and ready to run code."""
    uid = modes.before_fork(plan)
    reading, writing = os.pipe()
    pid = os.fork()
    if pid == 0:
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        try:
            os.close(reading)
            sockets.close(sockets.outer)
            place = modes.enter(plan, folder, uid)
            run = kernel(place, writing)
        except BaseException:
            os.write(writing, traceback.format_exc().encode()[-4000:])
            os._exit(1)
        os.close(writing)  # before student code: it could write there
        run()
        os._exit(0)
    os.close(writing)
    sockets.close(sockets.inner)
    with open(reading) as file:
        problem = file.read()
    if problem:
        raise RuntimeError(f"a kernel could not be started: {problem}")
    return pid


def _run(plan: modes.Plan, folder: str, sockets: Sockets, pid: int) -> dict:
    """Carry messages and watch until the kernel ends or meets a limit; what happened."""
    relay = Relay(sockets, {"iopub": plan.limits["output"], "shell": plan.limits["replies"]})
    watch = Watch(pid, None if plan.alone else folder, plan.limits)
    due = 0.0
    while True:
        try:
            relay.step(max(0.0, due - time.monotonic()))
        except TooMuchError as much:
            return {"limit": "output" if much.channel == "iopub" else "replies", "number": much.limit}
        if time.monotonic() < due:
            continue
        found = watch.look()
        due = time.monotonic() + watch.pause
        if found is not None:
            return {"limit": found[0], "number": found[1]} | _held(watch, found[0])
        while True:  # what a kernel without namespaces left behind comes here, too
            gone, code = os.waitpid(-1, os.WNOHANG)
            if gone == pid:
                return {"ended": os.waitstatus_to_exitcode(code)}
            if gone == 0:
                break


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

"""Which mode this machine allows: found by trying, in a process that is thrown away."""

from __future__ import annotations

import os
import shutil
import tempfile

from . import identity, landlock, libraries, modes, seccomp

REFUSAL = (
    "Nothing on this machine isolates student code ({why}), so none of it is run. To grade without a sandbox all the "
    "same, set `c.Sandbox.allow_unsandboxed = True` in nbgrader_config.py."
)


class NoSandboxError(Exception):
    """No mode works here; the message is for the instructor."""


def choose(wanted: str, roots: list[str], limits: dict[str, int], *, allow_none: bool) -> tuple[modes.Plan, str]:
    """The strongest mode that works here, or the one that is wanted, and a line that describes it.

    Raises:
        NoSandboxError: none does, and the course does not allow unsandboxed kernels.
    """
    candidates = _candidates() if wanted == "auto" else [wanted]
    reasons = []
    for mode in candidates:
        if mode == "none":
            continue
        plan = modes.Plan(mode, _own_user(mode, roots), roots, limits)
        problem = _try(plan)
        if not problem:
            return plan, describe(plan, reasons)
        reasons.append(f"{mode}: {problem}")
    why = "; ".join(reasons) or ("the mode is none" if wanted == "none" else "it is not Linux")
    if not allow_none:
        raise NoSandboxError(REFUSAL.format(why=why))
    return modes.Plan(
        "none", False, roots, limits
    ), f"no sandbox: allow_unsandboxed is set, and nothing isolates ({why})"


def describe(plan: modes.Plan, missing: list[str]) -> str:
    """The mode in one line."""
    abi = landlock.abi()
    layers = {
        "root": "own user id, namespaces (mount, pid, net, ipc, uts)",
        "user": "namespaces (user, mount, pid, net, ipc, uts)",
        "landlock": f"no namespaces, {'own user id' if plan.own_user else 'the user id of the grader'}",
    }[plan.mode]
    line = f"sandbox mode {plan.mode}: {layers}, Landlock {abi}, seccomp, rlimits, no capabilities"
    return line + (f" (not available: {'; '.join(missing)})" if missing else "")


def _own_user(mode: str, roots: list[str]) -> bool:
    """Whether a kernel can have a user id of its own, and still reach the libraries and its working folder."""
    if mode == "user" or identity.own_uid() is None:
        return False
    return mode == "root" or libraries.open_to_all([*roots, tempfile.gettempdir()])


def _candidates() -> list[str]:
    if not hasattr(os, "fork") or not os.path.exists("/proc/self/status"):
        return []
    return ["root" if os.geteuid() == 0 else "user", "landlock"]


def _try(plan: modes.Plan) -> str:
    """Confine a throw-away process; why that does not work, or ""."""
    if not seccomp.supported():
        return "no system-call filter for this architecture"
    if landlock.abi() == 0:
        return "no Landlock"
    if plan.mode == "landlock" and landlock.abi() < landlock.SIGNALS_ABI:
        return f"Landlock {landlock.abi()} does not keep signals inside; {landlock.SIGNALS_ABI} is needed"
    if plan.mode == "root" and not plan.own_user:
        return "users cannot be changed"
    if plan.mode == "user" and os.geteuid() == 0:
        return "this is root"
    if not os.path.exists(f"/proc/self/task/{os.getpid()}/children"):
        return "/proc does not list the children of a process"
    folder = tempfile.mkdtemp(prefix="labgrader-try-")
    os.mkdir(folder + "/work")
    reading, writing = os.pipe()
    pid = os.fork()
    if pid == 0:
        _report(writing, lambda: _keep(plan, folder))
    os.close(writing)
    with open(reading) as file:
        problem = file.read()
    os.waitpid(pid, 0)
    shutil.rmtree(folder, ignore_errors=True)
    return problem


def _keep(plan: modes.Plan, folder: str) -> str:
    uid = modes.before_fork(plan)
    reading, writing = os.pipe()
    pid = os.fork()
    if pid == 0:
        _report(writing, lambda: modes.enter(plan, folder, uid) and "")
    os.close(writing)
    with open(reading) as file:
        problem = file.read()
    os.waitpid(pid, 0)
    return problem


def _report(writing: int, work) -> None:
    """Run `work` in a forked process, write what it says or raises, and end the process."""
    try:
        problem = work()
    except BaseException as error:
        problem = str(error) or type(error).__name__
    os.write(writing, problem[:1000].encode())
    os._exit(0)

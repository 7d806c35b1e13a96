"""The modes of the sandbox, and entering one.

    root        a user id of its own, and namespaces
    user        namespaces below a user namespace: for an ordinary user
    landlock    neither: Landlock, and a user id of its own where that is possible
    none        nothing isolates; only if the course says so

Every mode but the last adds Landlock, a filter on system calls and limits, and takes all capabilities away.
"""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass

from . import identity, landlock, linux, rlimits, seccomp, view

NAMES = ("root", "user", "landlock", "none")
KERNEL_NICENESS = 10
APART = linux.CLONE_NEWNS | linux.CLONE_NEWNET | linux.CLONE_NEWIPC | linux.CLONE_NEWUTS


@dataclass(frozen=True)
class Place:
    """Where a kernel runs, as it sees it."""

    home: str
    work: str
    temporary: str
    terminals: bool  # whether it can open pseudo-terminals


@dataclass(frozen=True)
class Plan:
    """How a kernel is confined.

    Attributes:
        mode: one of `NAMES`.
        own_user: whether each has a user id of its own.
        roots: what it may read of the machine.
        limits: see `labgrader.sandbox.Sandbox`, which names them.
    """

    mode: str
    own_user: bool
    roots: list[str]
    limits: dict[str, int]

    @property
    def alone(self) -> bool:
        """Whether kernels have namespaces of their own."""
        return self.mode in ("root", "user")


def before_fork(plan: Plan) -> int | None:
    """In the supervisor: make the namespaces that begin with its child; the child's user id, if it has its own."""
    if plan.mode == "user":
        identity.enter_user_namespace(linux.CLONE_NEWPID)
        return None
    if plan.mode == "root":
        linux.unshare(linux.CLONE_NEWPID)
    return identity.own_uid() if plan.own_user else None


def enter(plan: Plan, folder: str, uid: int | None) -> Place:
    """In the supervisor's child, which has one thread: confine it, for good.

    Args:
        folder: the kernel's private folder, which holds `work`, a folder with the submission's files.

    Raises:
        OSError: a layer could not be put on; nothing may run then.
    """
    os.setsid()
    os.nice(KERNEL_NICENESS)  # whoever watches it must get to run, whatever it does
    if plan.mode == "none":
        _limit(plan)
        return _folders(folder, None)
    with open("/proc/self/oom_score_adj", "w") as file:
        file.write("1000")  # when memory is short, kernels go first
    if plan.alone:
        linux.unshare(APART)
        os.mkdir(folder + "/root")
        owner = os.getuid() if uid is None else uid
        size = plan.limits["disk"]
        view.build(folder + "/root", submission=folder + "/work", roots=plan.roots, uid=owner, size=size)
        place = Place(view.HOME, view.WORK, "/tmp", terminals=True)
        allowed = {f"/{name}": landlock.READ for name in os.listdir("/") if name != "proc"}
        allowed |= {"/": landlock.READ_DIR, "/dev": landlock.READ | landlock.DEVICE, "/dev/shm": landlock.WRITE}
    else:
        place = _folders(folder, uid)
        allowed = dict.fromkeys(plan.roots, landlock.READ)
        allowed |= {f"/dev/{name}": landlock.DEVICE for name in view.DEVICES}
    _limit(plan)
    identity.become(uid)
    linux.prctl(linux.PR_SET_PDEATHSIG, 9)  # forgotten when the user changes, so set after that
    linux.prctl(linux.PR_SET_DUMPABLE, 1)  # likewise; without, it cannot list its own /proc/self
    linux.prctl(linux.PR_SET_THP_DISABLE, 1)  # of a huge page, one small page in use would count, and all of it be held
    landlock.restrict(allowed | {place.home: landlock.WRITE, place.temporary: landlock.WRITE})
    seccomp.install(alone=plan.alone)
    os.chdir(place.work)
    return place


def _folders(folder: str, uid: int | None) -> Place:
    """Folders of the machine, for a kernel without a mount namespace."""
    home = os.path.join(folder, "home")
    os.mkdir(home, 0o700)
    os.rename(os.path.join(folder, "work"), home + "/lab")
    os.mkdir(home + "/tmp")
    if uid is not None:
        view.give(home, uid)
        os.chmod(folder, 0o711)  # to be passed through; what else is in it is closed to the kernel
    return Place(home, home + "/lab", home + "/tmp", terminals=False)


def _limit(plan: Plan) -> None:
    limits = plan.limits
    processes = limits["processes"]
    if not plan.alone and os.geteuid() != 0 and sys.platform == "linux":
        processes += _own_tasks()  # the kernel counts all of this user's
    rlimits.apply(
        memory=limits["memory"],
        processes=processes,
        files=limits["files"],
        file_size=limits["disk"],
        cpu=limits["cpu"],
    )


def _own_tasks() -> int:
    """How many processes and threads this user has now."""
    count = 0
    for name in filter(str.isdigit, os.listdir("/proc")):
        try:
            if os.stat(f"/proc/{name}").st_uid == os.getuid():
                count += len(os.listdir(f"/proc/{name}/task"))
        except OSError:
            continue
    return count

"""What the sandbox promises, and code that tries to break each promise from inside.

The code runs in a sandboxed kernel only (`labgrader doctor`, tests/test_sandbox.py). It prints "refused: …" or
"done: …". What it tries for was made for the purpose, or is the grader's own process.
"""

from __future__ import annotations

import os
import socket
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from labgrader.sandbox import MB, Confinement

TIMED = 5  # seconds that a cell may run which only the limit of time ends
OTHERS = 40  # seconds for what another limit ends, on however slow a machine

PREAMBLE = """
import ctypes, errno, fcntl, mmap, os, signal, socket, struct
libc = ctypes.CDLL(None, use_errno=True)
def call(name, *arguments):
    if getattr(libc, name)(*arguments) < 0:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
    return name
def read(path):
    return open(path).read()
def unix(path):
    socket.socket(socket.AF_UNIX).connect(path)
def change_mode(path):
    before = os.stat(path).st_mode
    os.chmod(path, 0o600)
    if os.stat(path).st_mode == before:
        raise PermissionError("nothing changed")
def capabilities():
    found = (ctypes.c_uint32 * 6)()
    call("capget", (ctypes.c_uint32 * 2)(0x20080522, 0), found)
    if not any(found):
        raise PermissionError("no capability")
    return list(found)
def become_root():
    if os.getuid() == 0:
        capabilities()
    os.setuid(0)
def touch(path):
    before = os.stat(path).st_mtime_ns
    os.utime(path)
    if os.stat(path).st_mtime_ns == before:
        raise PermissionError("nothing changed")
def lock(take):
    with open("locked", "w") as one, open("locked", "w") as other:
        take(one)
        if os.fork() == 0:
            try:
                take(other)
            except OSError:
                os._exit(1)
            os._exit(0)
        if os.wait()[1]:
            return "it was locked"
    raise PermissionError("without effect")
def take(command):
    return lambda file: fcntl.fcntl(file, command, struct.pack("hhqqi4x", fcntl.F_WRLCK, 0, 0, 0, 0))
def other(number):
    with open(os.__file__) as file:
        return fcntl.fcntl(file, number, 0)
def cached(path):
    file, page = os.open(path, os.O_RDONLY), ctypes.create_string_buffer(4096)
    view = mmap.mmap(file, 4096, mmap.MAP_PRIVATE, mmap.PROT_READ | mmap.PROT_WRITE)
    call("mincore", ctypes.c_void_p(ctypes.addressof(ctypes.c_char.from_buffer(view))), ctypes.c_size_t(4096), page)
def absent(*numbers):
    for number in numbers:
        ctypes.set_errno(0)
        libc.syscall(ctypes.c_long(number), 0, 0, 0, 0, 0, 0)
        if ctypes.get_errno() != errno.ENOSYS:
            return number, os.strerror(ctypes.get_errno())
    raise PermissionError("there are no such calls")
def attempt(*actions):
    for action in actions:
        try:
            print("done:", repr(action())[:80])
            return
        except BaseException as error:
            last = f"{type(error).__name__}: {error}"
    print("refused:", last[:80])
"""


@dataclass(frozen=True)
class Promise:
    """One promise: what is tried to break it, and the code that tries it."""

    name: str
    tried: str
    code: str


@dataclass(frozen=True)
class Limit:
    """One limit: what is tried to get around it, the code, what the student must then be told, and the cell's time."""

    name: str
    tried: str
    code: str
    told: str
    seconds: int = OTHERS
    waits: bool = False  # it does little but that


@dataclass(frozen=True)
class Surroundings:
    """What a kernel tries for."""

    root: Path  # a folder that everybody may read and write
    course: Path
    secret: str  # stands in each of the files
    abstract: str  # the name of a listening socket without a file; `root / "socket"` is one with


@contextmanager
def surroundings() -> Iterator[Surroundings]:
    """A course, a neighbour's folder and listening sockets, open to everybody on this machine."""
    with tempfile.TemporaryDirectory(prefix="labgrader-doctor-") as folder:
        root, secret = Path(folder), "planted-" + os.urandom(8).hex()
        for path in ("course/graders/x.py", "course/gradebook.db", "course/submitted/ada/x.ipynb", "neighbour/x.py"):
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_text(secret, encoding="utf-8")
        for path in (root, *root.rglob("*")):
            path.chmod(0o777 if path.is_dir() else 0o666)
        abstract = "\0labgrader-" + secret
        with socket.socket(socket.AF_UNIX) as named, socket.socket(socket.AF_UNIX) as nameless:
            named.bind(str(root / "socket"))
            nameless.bind(abstract)
            named.listen()
            nameless.listen()
            (root / "socket").chmod(0o777)
            yield Surroundings(root, root / "course", secret, abstract)


def promises(around: Surroundings) -> list[Promise]:
    """What no kernel can do."""
    course, root, me = str(around.course), str(around.root), os.getpid()
    made = []

    def promise(name: str, tried: str, *actions: str) -> None:
        made.append(Promise(name, tried, f"attempt({', '.join('lambda: ' + action for action in actions)})"))

    promise("the system's secrets", "read /etc/shadow", "read('/etc/shadow')")
    promise("the graders", "read one, list the course", f"read('{course}/graders/x.py')", f"os.listdir('{course}')")
    gradebook = f"{course}/gradebook.db"
    promise("the gradebook", "read it, append to it", f"read('{gradebook}')", f"open('{gradebook}', 'a')")
    promise("the gradebook's mode", "close it to its owner", f"change_mode('{gradebook}')")
    promise("other submissions", "read a peer's notebook", f"read('{course}/submitted/ada/x.ipynb')")
    promise("other kernels", "read another's folder", f"read('{root}/neighbour/x.py')", f"os.listdir('{root}')")
    promise("what is outside", "write a file beside", f"open('{root}/written', 'w')")
    promise("the libraries", "write into them", "open(os.__file__, 'a')", "open('/usr/x', 'w')", "open('/etc/x', 'w')")
    promise("no TCP", "IPv4 and IPv6 sockets", "socket.socket(socket.AF_INET)", "socket.socket(socket.AF_INET6)")
    udp = [f"socket.socket(socket.{family}, socket.SOCK_DGRAM)" for family in ("AF_INET", "AF_INET6")]
    promise("no UDP, no raw packets", "datagram, packet and netlink sockets", *udp, "socket.socket(17, 3)")
    stray = f"socket.socketpair(type=socket.SOCK_DGRAM)[0].sendto(b'x', '{root}/socket')"
    promise("unix sockets", "connect by path", f"unix('{root}/socket')", stray)
    promise("abstract sockets", "connect by name", f"unix({around.abstract!r})")
    promise("the grader's process", "signal it", f"os.kill({me}, 0)")
    promise(
        "the grader's memory", "trace and read it", f"call('ptrace', 16, {me}, 0, 0)", f"read('/proc/{me}/environ')"
    )
    promise("mounts", "mount, change the root", "call('mount', b'x', b'/tmp', b'tmpfs', 0, None)", "os.chroot('.')")
    promise("namespaces", "make new ones", "call('unshare', 0x10000000)", "call('unshare', 0x20000)")
    promise("privileges", "become root, keep a capability", "become_root()", "capabilities()")
    promise("its supervisor", "outlive it", "call('prctl', 1, 0, 0, 0, 0)")
    promise(
        "locks",
        "flock, F_SETLK, F_OFD_SETLK",
        "lock(lambda file: fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB))",
        *(f"lock(take({command}))" for command in (6, 37)),
    )
    promise("watches", "leases, F_NOTIFY, F_SETSIG", "other(1024)", "other(1026)", "other(10)")
    promise("watches of files", "inotify, fanotify", "call('inotify_init')", "call('fanotify_init', 0, 0)")
    counters = [f"read('/proc/{name}')" for name in ("meminfo", "loadavg", "locks", "sys/fs/file-nr", "self/smaps")]
    promise("counters", "of the machine, and of pages that others map", *counters, "call('sysinfo', bytes(200))")
    nowait = "os.preadv(os.open(os.__file__, os.O_RDONLY), [bytearray(9)], 0, os.RWF_NOWAIT)"
    promise("the page cache", "mincore, RWF_NOWAIT", "cached(os.__file__)", nowait)
    promise("dates", "set those of a device, and of a library", "touch('/dev/null')", "touch(os.__file__)")
    shared = ("call('shmget', 0, 4096, 0o1600)", "call('msgget', 0, 0o1600)", "call('semget', 0, 1, 0o1600)")
    promise("uncounted memory", "memfd, shared memory, queues", "os.memfd_create('x')", *shared)
    anonymous = ("mmap.mmap(-1, 4096)", "mmap.mmap(os.open('/dev/zero', os.O_RDWR), 4096)")
    promise("memory of nobody", "map it shared, without a file", *anonymous)
    crashed = "__import__('resource').setrlimit(4, (0, 0))"
    promise("crashes", "hand one's memory to a program outside", crashed)
    promise("huge pages", "of which a small part counts", "call('prctl', 41, 0, 0, 0, 0)")
    promise("pipes", "make one larger", "fcntl.fcntl(os.pipe()[0], 1031, 1 << 20)")
    promise("process numbers", "of the whole machine", "os.fstat(os.pidfd_open(os.getpid()))")
    promise("new system calls", "the unknown, and those of x32", "absent(*range(457, 500), 390, 1 << 30 | 39)")
    leak = "[name for name, value in os.environ.items() if 'TOKEN' in name or 'JUPYTERHUB' in name or {!r} in value][0]"
    promise("the environment", "find a token or the course", leak.format(course))
    return made


BOMB = "while True:\n    try:\n        os.fork()\n    except OSError:\n        pass"
COUNTED = "import time\nwhile True:\n    if os.fork() == 0:\n        time.sleep(60)"
SHARED_OUT = (
    "import time\nfor i in range(4):\n    if os.fork() == 0:\n"
    "        held = bytearray(b'1') * (memory * 3 // 10)\n        time.sleep(60)\ntime.sleep(60)"
)
FILES = "for i in range(9):\n    with open(f'{i}', 'wb') as file:\n        file.write(b'1' * (disk // 8))\n"
ENDLESS = "signal.signal(signal.SIGINT, signal.SIG_IGN)\nwhile True:\n    pass"
FILLED = (
    "import socket\nheld = []\nfor i in range(8):\n    if os.fork() == 0:\n        break\n"
    "try:\n    while True:\n        held.append(socket.socketpair())\n        held[-1][0].setblocking(False)\n"
    "        try:\n            while True:\n                held[-1][0].send(bytes(1000))\n"
    "        except BlockingIOError:\n            pass\nexcept OSError:\n    import time\n    time.sleep(60)"
)
DAEMON = (
    "import time\nif os.fork() == 0:\n    try:\n        os.setsid()\n    except OSError:\n        pass\n"
    "    if os.fork() == 0:\n        time.sleep(600)\n    os._exit(0)"
)


def limits(confinement: Confinement) -> list[Limit]:
    """What no kernel can use up; each is tried in a kernel of its own."""
    memory, disk = f"{confinement.memory // MB} MB of memory", f"{confinement.disk // MB} MB of files"
    files = f"{confinement.files} files"
    cell, processes = f"{confinement.cell_output / MB:g} MB of output", f"{confinement.processes} processes"
    given = f"memory, disk = {confinement.memory}, {confinement.disk}\n"
    wait = "import time\ntime.sleep(4)"  # without a tree of its own, a kernel's disk is looked at now and then
    return [
        Limit("processes", "fork until it fails", COUNTED, processes),
        Limit("a fork bomb", "fork for ever, in every fork", BOMB, f"{TIMED} s|{processes}", TIMED),
        Limit("memory at once", "100 GB", "held = bytearray(100_000_000_000)", memory),
        Limit("memory, shared out", "4 processes, 30 % of it each", given + SHARED_OUT, memory),
        Limit("disk", "9 eighths of it", given + FILES + wait, disk, waits=True),
        Limit("files", "1000 open at once", "held = [open('/dev/null') for _ in range(1000)]", files),
        Limit("pipes and sockets", "as many as there can be, all of them full", FILLED, "pipes and sockets"),
        Limit("output", "print without end", "while True:\n    print('x' * 1000)", cell),
        Limit("output at once", "300 MB in one line", "print('x' * 300_000_000)", cell),
        Limit("time", "a loop that ignores interrupts", ENDLESS, f"{TIMED} s", TIMED, waits=True),
        Limit("a daemon", "leave a process behind", DAEMON, "", waits=True),
    ]

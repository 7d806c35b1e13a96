"""Does a run end in evidence or in a reason in words, whatever a kernel writes, and touch no other?"""

from __future__ import annotations

import pytest

RECORD = """
import os
records = get_ipython().kernel.records
def record(kind, content=b"", cell=None, length=None):
    cell = records.cell if cell is None else cell
    length = len(content) if length is None else length
    os.write(records.descriptor, kind + cell.to_bytes(4, "little") + length.to_bytes(4, "little") + content)
"""
VALID = b'{"version": 1, "names": {"x": {"kind": "int", "value": 9}}}'


def missing(record) -> dict[str, str]:
    return {name: found.missing for name, found in record.released.items()}


def called(first: str) -> str:
    return f"The cell that begins with “{first}”"


def texts(result) -> list[str]:
    return ["".join(o.get("text", "") for o in cell.outputs) for cell in result.notebook.cells if "outputs" in cell]


def test_is_what_was_printed_before_python_ended_shown(execute):
    for end in ("os._exit(0)", "import ctypes; ctypes.string_at(0)", "os.kill(os.getpid(), 9)"):
        result = execute(f"import os\nprint('before', end='')\nos.write(2, b' too')\n{end}")
        assert sorted(texts(result)[1]) == sorted("before too"), end


def test_is_evidence_taken_once_and_in_order(execute, cells):
    forge = RECORD + "\n".join(f"record({kind!r}, {VALID!r})" for kind in (b"p", b"e", b"e"))
    record = execute(forge, "x = 1", cells.graded("first", "pass", "probed = 2")).record
    assert record.released["first"].evidence.names["x"].value == 1
    assert record.released["first"].probe.names["probed"].value == 2
    assert missing(record) == {"first": "", "end": ""}


def test_are_records_of_other_cells_dropped(execute, cells):
    forge = (
        RECORD
        + f"for cell in (0, 2, 3, 99, 2**32 - 1):\n    record(b'1', b'late', cell)\n    record(b'e', {VALID!r}, cell)"
    )
    result = execute(forge, "x = 1\nprint('on')")
    assert result.record.released["end"].evidence.names["x"].value == 1
    assert texts(result)[2] == "on\n"
    assert "late" not in "".join(texts(result))


@pytest.mark.parametrize(
    ("write", "why"),
    [
        ("os.write(records.descriptor, b'garbage' * 99)", "broke the connection to Python"),
        ("record(b'd', length=4_000_000_000)", "made more than 32 MB of output"),
        ("record(b'e', length=4_000_000_000)", "sent more than 64 MB of answers"),
        ("record(b'd', b'x', length=1000)\nos._exit(3)", "stopped Python (exit code 3)"),
        ("os.closerange(3, 4096)", "stopped Python (exit code 1)"),
        ("os.closerange(3, 4096)\nimport time\ntime.sleep(60)", "broke the connection to Python"),
    ],
    ids=["garbage", "huge output", "huge evidence", "half a record", "closed", "closed, and goes on"],
)
def test_does_what_is_no_record_cut_that_run_alone(execute, cells, write, why):
    record = execute(cells.graded("first"), RECORD + write, "x = 1").record
    assert missing(record) == {"first": "", "end": f"{called('import os')} {why}, so nothing after it could run."}
    assert missing(execute("x = 1").record) == {"end": ""}


def test_do_records_never_sent_cost_only_time(execute, cells):
    swallow = "records = get_ipython().kernel.records\nwrite = records.write\nrecords.write = lambda kind, content: "
    record = execute(swallow + "kind == b'e' or write(kind, content)", cells.graded("g"), evidence=1, cell=2).record
    assert missing(record) == dict.fromkeys(("g", "end"), "What your notebook holds could not be read (TimeoutError).")
    record = execute(swallow + "kind == b'c' or write(kind, content)", "x = 1", cell=2, notebook=20).record
    cell = called("records = get_ipython().kernel.records")
    assert missing(record) == {
        "end": f"{cell} ran longer than 2 s and could not be interrupted, so nothing after it could run."
    }


def test_does_a_fork_that_comes_back_from_its_cell_end_there(execute):
    result = execute(
        "import os, time\nfor _ in range(2):\n    os.fork()\nprint('hello')\ntime.sleep(1)", "print('once')\nx = 1"
    )
    assert texts(result)[1].count("hello") == 4
    assert texts(result)[2] == "once\n"
    assert missing(result.record) == {"end": ""}


def test_does_a_daemon_that_keeps_the_pipe_open_hold_nobody_up(execute):
    daemon = "import os, time\nif os.fork() == 0:\n    if os.fork() == 0:\n        while True:\n"
    daemon += "            time.sleep(0.01)\n"
    writes = "            os.write(records.descriptor, b'1' + bytes(8))\n"
    result = execute(RECORD + daemon + writes + "    os._exit(0)\nos.wait()", "x = 1")
    assert result.record.released["end"].evidence.names["x"].value == 1
    assert result.seconds < 40


def test_does_an_interrupt_leave_a_record_whole(execute):
    """Shows more than a pipe holds, again and again, until it is interrupted: the next cells are run as ever."""
    endless = "from IPython.display import HTML, display, clear_output\nwhile True:\n    display(HTML('x' * 200_000))"
    result = execute(endless, "print('on')\nx = 1", cell=20, notebook=60)
    assert "more than 8 MB of output" in result.record.released["end"].errors[0].message
    assert texts(result)[2] == "on\n"


def test_is_the_loop_the_same_from_cell_to_cell(names_after):
    names = names_after(
        "import asyncio\nloop = asyncio.get_running_loop()\nseen = []\nasync def f():\n    seen.append(1)",
        "task = asyncio.create_task(f())",
        "await task\nsame = loop is asyncio.get_running_loop()",
        "try:\n    asyncio.run(f())\nexcept RuntimeError as error:\n    why = str(error)",
    )
    assert names["same"].value is True
    assert names["seen"].length == 1
    assert "running event loop" in names["why"].value


def test_does_what_is_printed_past_python_belong_to_its_cell(execute):
    result = execute("import os\nos.write(1, b'one')", "os.system('echo two')", "print('three')\nos.write(1, b'four')")
    assert texts(result)[1:4] == ["one", "two\n", "three\nfour"]


def test_is_a_probe_sent_only_when_the_evidence_has_come(execute, cells):
    look = (
        "import gc, re\nfound = []\ndef look():\n"
        "    kept = [o for o in gc.get_objects() if isinstance(o, (dict, list, tuple))]\n"
        "    found.append(any(re.search('probed[_]later', repr(o)[:10_000]) for o in kept if o is not kept))"
    )
    result = execute(look, cells.graded("g", "look()", "probed_later = 2"))
    assert [item.value for item in result.record.released["g"].evidence.names["found"].items] == [False]
    assert result.record.released["g"].probe.names["probed_later"].value == 2

"""Does a run give evidence of every graded cell, or a reason in words, whatever the notebook does?"""

import json
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path

import nbformat
import psutil
import pytest

from labgrader import corpus, runner, structure
from labgrader.cellrun import as_numbers
from labgrader.kept import pack, unpack
from labgrader.kernels import KernelStartError, Run
from labgrader.sandbox import Confinement


def values(names, *wanted):
    """The plain values of names that hold one."""
    return [names[name].value if name in names else None for name in wanted]


def test_does_a_cell_that_raises_not_stop_the_rest(execute, cells):
    result = execute("before = 1", "during = 1\n1/0\nnever = 1", "if:", cells.answer("a", "undefined"), "after = 1")
    found = result.record.released["end"]
    assert values(found.evidence.names, "before", "during", "never", "after") == [1, 1, None, 1]
    assert [(error.cell, error.name) for error in found.errors] == [
        (2, "ZeroDivisionError"),
        (3, "SyntaxError"),
        (4, "NameError"),
    ]


def test_does_a_visible_part_that_fails_hide_neither_evidence_nor_probe(execute, cells):
    fails = ["assert False, 'no'", "raise SystemExit", "x = = 1", "import os; os.kill(os.getpid(), 2)"]
    graded = [cells.graded(f"g{i}", source, "probed = double(21)") for i, source in enumerate(fails)]
    found = execute("def double(x): return 2 * x\nx = 1", *graded, "after = 1").record.released
    for i in range(len(fails)):
        assert values(found[f"g{i}"].evidence.names, "x", "probed") == [1, None]
        assert values(found[f"g{i}"].probe.names, "probed", "x") == [42, None]
        assert found[f"g{i}"].probe.notes == []  # the guard, which raises, was taken out
        assert [error.given for error in found[f"g{i}"].errors] == [True] * (i + 1)
    assert values(found["end"].evidence.names, "after", "probed") == [1, None]


def test_does_a_probe_that_raises_leave_a_note_and_what_it_found_before(execute, cells):
    class_ = "class Silent(Exception):\n    def __str__(self): raise SystemExit\n"
    result = execute(
        class_ + "def fail(): raise Silent",
        cells.graded("silent", "pass", "first = 1\nfail()\nsecond = 2"),
        cells.graded("exits", "pass", "raise SystemExit('bye')"),
        cells.graded("broken", "pass", "x = = 1"),
        cells.graded("spoken", "pass", "undefined"),
    )
    found = result.record.released
    assert values(found["silent"].probe.names, "first", "second") == [1, None]
    notes = [found[name].probe.notes[0] for name in ("silent", "exits", "broken", "spoken")]
    assert notes[:2] == ["Silent", "SystemExit: bye"]
    assert notes[2].startswith("SyntaxError")
    assert notes[3] == "NameError: name 'undefined' is not defined"
    assert all(found[name].evidence is not None for name in found)


def test_do_a_probes_names_and_a_students_not_pass_for_each_other(execute, cells):
    """`n` is the same object in both (Python keeps small numbers once), and must be reported all the same."""
    probe = "n = 5\nw = w + 1\nfound = [f(w) for _ in range(2)]\ndel n\nn = 5\nfail()\nlate = 2"
    result = execute(
        "n = 5\nw = 1\nlate = 99\nf = lambda x: 10 * x\ndef fail(): raise ValueError", cells.graded("g", "pass", probe)
    )
    probed, after = result.record.released["g"].probe.names, result.record.released["end"].evidence.names
    assert values(probed, "n", "w", "late", "f") == [5, 2, None, None]
    assert as_numbers(probed["found"]) == [20, 20]
    assert values(after, "n", "w", "found", "late") == [5, 1, None, 99]


def test_is_a_region_hidden_in_a_graded_cell_only(names_after):
    """In a cell of the student's own, nothing of the text is taken out."""
    own = "x = 1\n### BEGIN HIDDEN TESTS\nx = 2\n### END HIDDEN TESTS"
    assert values(names_after(own), "x") == [2]


def test_does_the_unseen_run_see_other_parameters_everywhere(execute):
    result = execute(
        "seen = FACTOR",
        "\nFACTOR = 3.0\n\n",
        "copied = FACTOR",
        "FACTOR=3.0 # mine\r\n",
        "laid_out = FACTOR",
        "FACTOR = 2.0 + 1.0",
        "print(FACTOR); typed = FACTOR",
    )
    assert values(result.record.released["end"].evidence.names, "seen", "copied", "laid_out") == [3, 3, 3]
    assert values(result.record.unseen["end"].evidence.names, "seen", "copied", "laid_out") == [5.5, 5.5, 5.5]
    assert values(result.record.unseen["end"].evidence.names, "typed") == [3]
    assert result.record.released["end"].parameters == {"FACTOR": 3.0}
    assert result.record.unseen["end"].parameters == {"FACTOR": 5.5}


def test_can_a_notebook_run_another_one_that_lies_beside_it(execute):
    part = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("helper = FACTOR")])
    result = execute("%run -i part.ipynb\nran = helper", files={"part.ipynb": nbformat.writes(part).encode()})
    assert values(result.record.released["end"].evidence.names, "ran") == [3]
    assert values(result.record.unseen["end"].evidence.names, "ran") == [5.5]


def test_is_nothing_of_the_unseen_run_shown(execute):
    show = "print('factor', FACTOR)\nimport sys; print(FACTOR, file=sys.stderr)\nFACTOR"
    fail = "raise ValueError(f'{FACTOR}')"
    result = execute(show, fail, "import matplotlib.pyplot as plt\nplt.plot([FACTOR])\nplt.show()", render=True)
    text = json.dumps(result.notebook)
    assert "5.5" not in text
    assert "factor 3.0" in text
    assert "image/png" in text
    assert result.record.unseen["end"].errors[0].message == "5.5"  # kept for the instructor


def test_do_two_runs_start_from_the_same_files_and_see_nothing_of_each_other(execute):
    peek = (
        "from pathlib import Path\n"
        "before = sorted(p.as_posix() for p in Path('.').rglob('*') if p.is_file())\n"
        "text = Path('data/notes.txt').read_text()\n"
        "Path('data/notes.txt').write_text('changed'); Path('left.txt').write_text('x')\n"
    )
    files = {"data/notes.txt": b"given", "evidence.json": b'{"version": 1}'}
    for _ in range(2):
        record = execute(peek, files=files).record
        for run in (record.released, record.unseen):
            names = run["end"].evidence.names
            assert [item.value for item in names["before"].items] == ["data/notes.txt", "evidence.json"]
            assert values(names, "text") == ["given"]


def test_is_the_environment_of_the_grading_process_kept_from_a_kernel(names_after, monkeypatch):
    monkeypatch.setenv("JUPYTERHUB_API_TOKEN", "secret")
    names = names_after("import os\nfound = sorted(os.environ)\nparent = open(f'/proc/self/environ').read()")
    assert "JUPYTERHUB_API_TOKEN" not in [item.value for item in names["found"].items]
    assert "parent" not in names, "nothing in /proc can be read"


def test_is_a_submitted_evidence_file_only_a_file(execute):
    forged = {"version": 1, "names": {"LOSS": {"kind": "int", "value": 1}}}
    names = [".labgrader/evidence/toy/me.json", "evidence.json", "../evidence.json"][:2]
    result = execute("x = 1", files={name: json.dumps(forged).encode() for name in names})
    assert list(result.record.released["end"].evidence.names) == ["FACTOR", "x"]


def test_are_cells_known_by_their_owners(execute, cells):
    result = execute("", cells.answer("a", "x = 1"), "y = 1", nbformat.v4.new_markdown_cell("text"), cells.graded("g"))
    found = result.record.released["g"]
    assert found.owners == {1: "parameters", 2: "a", 3: "", 4: "g"}
    assert found.given == [1, 4]


def test_do_exit_and_tags_and_input_change_nothing(execute, cells):
    skipped = cells.own("skipped = 1")
    skipped.metadata["tags"] = ["skip-execution", "raises-exception"]
    result = execute(
        skipped,
        "exit()",
        "quit()",
        "import sys; sys.exit(3)",
        "raise SystemExit",
        "input('?')",
        "get_ipython().ask_exit()",
        "last = 1",
    )
    found = result.record.released["end"]
    assert values(found.evidence.names, "skipped", "last") == [1, 1]
    assert [error.name for error in found.errors] == ["SystemExit", "SystemExit", "StdinNotImplementedError"]


def test_does_odd_source_stop_nothing(names_after):
    odd = [
        "\0",
        "print('\\ud800')",
        "raise ValueError('\\ud800')",
        "%",
        "!",
        "?",
        "%%nope\n",
        "a" * 10**6,
        "\x0c",
        "é = 1",
    ]
    assert values(names_after(*odd, "last = 1", cell=60), "last", "é") == [1, 1]


def test_is_nothing_left_behind(execute, monkeypatch):
    folder = Path(tempfile.mkdtemp(prefix="left-"))
    monkeypatch.setattr(tempfile, "tempdir", str(folder))

    def children():
        return {child.pid for child in psutil.Process().children(recursive=True)}

    def state():
        """What is there beside the warm process and what other tests use; what is open here, and what is written."""
        return children() - others, len(list(Path("/proc/self/fd").iterdir())), list(folder.iterdir())

    execute("x = 1")  # starts the warm process
    others = children()
    while (now := children()) != others:
        others = now
        time.sleep(0.3)
    spawn = "import subprocess; child = subprocess.Popen(['sleep', '300']).pid"
    assert execute(spawn).record.released["end"].evidence.names["child"].value > 1
    before = (set(), *state()[1:])
    for parts in [(spawn, "x = 1"), ("import os; os._exit(1)",)]:
        execute(*parts)
    deadline = time.monotonic() + 60
    while state() != before and time.monotonic() < deadline:
        time.sleep(0.05)  # the system reaps killed processes in its own time
    assert state() == before
    folder.rmdir()


def test_is_a_kernel_that_does_not_start_no_fault_of_the_submission(execute):
    class Broken:
        """Kernels that never come."""

        confinement = Confinement()
        folder = staticmethod(lambda: None)

        @contextmanager
        def run(self, cwd, job, after=None):
            raise KernelStartError("no memory")
            yield

    with pytest.raises(KernelStartError, match="no memory"):
        execute("x = 1", kernels=Broken())


def test_is_a_kernel_that_is_not_ready_in_time_told_so(execute, monkeypatch):
    monkeypatch.setattr(Run, "status", lambda self: {})
    monkeypatch.setattr("labgrader.kernels.CONFINE_SECONDS", 0.2)
    with pytest.raises(KernelStartError, match=r"no kernel was ready within 0\.2 s"):
        execute("import time; time.sleep(1)")


def test_is_the_unseen_set_chosen_by_content_and_course(toy):
    notebook = corpus.submission(toy, {})
    structure.repair(notebook, toy.source)

    def job(**changes):
        return runner.job_for(toy, notebook, changes.get("files", {}), limits=runner.Limits())

    first = job()
    assert (first.unseen_set, first.unseen) == (job().unseen_set, toy.unseen.sets[first.unseen_set])
    assert first.released == {"FACTOR": 3.0, "SEED": 1}
    chosen = {toy.choose_unseen(str(i).encode()) for i in range(50)}
    assert chosen == {0, 1}
    secret = toy.state_path / "secret"
    assert secret.stat().st_mode & 0o077 == 0
    before = [toy.choose_unseen(str(i).encode()) for i in range(50)]
    secret.unlink()
    assert [toy.choose_unseen(str(i).encode()) for i in range(50)] != before


def test_does_the_toy_lab_run_end_to_end(toy, kernels):
    notebook = corpus.submission(toy, {})
    structure.repair(notebook, toy.source)
    record, executed, seconds = runner.run(runner.job_for(toy, notebook, {}, limits=runner.Limits()), kernels)
    assert 0 < seconds < 200
    unseen = toy.unseen.sets[record.unseen_set]["FACTOR"]
    for run, factor in ((record.released, 3.0), (record.unseen, unseen)):
        assert as_numbers(run["scale"].evidence.names["scaled"]) == [factor, 2 * factor, 3 * factor]
        assert as_numbers(run["scale"].probe.names["probed"]) == [10 * factor, 20 * factor]
        assert run["plot"].evidence.figures[0].axes[0].legend[0].text == "scaled"
    assert "HIDDEN" not in json.dumps(executed)


def test_is_what_is_kept_of_a_run_what_the_run_gave(execute):
    odd = "[math.nan, -math.inf, 1, 1.0, True, None, 10**400, 'é\\ud800', {1: (2,)}, torch.ones(2), np.int8(3)]"
    result = execute(
        f"import math, torch, numpy as np\nodd = {odd}",
        "print('é', '\\ud800')\n1/0",
        "import matplotlib.pyplot as plt\nplt.plot([1, math.nan])\nplt.show()\nodd",
    )
    again = unpack(pack(result))
    assert len(result.record.released["end"].evidence.names["odd"].items) == 11
    assert repr(again.record) == repr(result.record)  # a NaN equals nothing
    assert again.notebook == result.notebook


def test_does_the_second_run_begin_when_the_first_has_ended_with_all_its_processes(execute, kernels):
    """What knows the unseen data could otherwise tell it to what the student reads."""
    found = []

    class Watched:
        confinement, folder, run_ahead = kernels.confinement, kernels.folder, kernels.run_ahead

        def run(self, cwd, job, after=None):
            found.append([p.pid for p in started.children() if p.name() != "labgrader-given"])
            return kernels.run(cwd, job, after)

    kernels.folder()
    started = psutil.Process(kernels.server._process.pid)
    leave = "import os, time\nfor _ in range(9):\n    if os.fork() == 0:\n        os.setsid()\n        time.sleep(600)"
    execute(leave, kernels=Watched())
    assert found == [[], []]

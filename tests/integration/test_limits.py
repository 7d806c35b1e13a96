"""Does a submission that runs on, dies or breaks its kernel end in a reason in words, and does the next one work?"""

import pytest

from labgrader import runner

IGNORES = "import time\nwhile True:\n    try:\n        time.sleep(60)\n    except KeyboardInterrupt:\n        pass"


def reasons(record):
    """Why there is no evidence, by run and cell."""
    return {
        (run, name): found.missing
        for run, found_all in (("released", record.released), ("unseen", record.unseen))
        for name, found in found_all.items()
        if found.evidence is None
    }


def test_is_a_cell_that_runs_too_long_interrupted_and_the_rest_run(execute, cells):
    quiet = "try:\n    time.sleep(60)\nexcept KeyboardInterrupt:\n    quiet = 1"
    record = execute("import time", cells.answer("a", "while True: pass"), quiet, "after = 1", cell=3).record
    assert reasons(record) == {}
    found = record.released["end"]
    assert (found.evidence.names["quiet"].value, found.evidence.names["after"].value) == (1, 1)
    assert [(error.cell, error.name) for error in found.errors] == [(2, "TimeoutError"), (3, "TimeoutError")]
    assert found.errors[0].message == "the cell ran longer than 3 s and was interrupted"


def test_is_a_cell_that_cannot_be_interrupted_the_last(execute, cells):
    record = execute("x = 1", cells.graded("first"), IGNORES, "y = 1", cell=3).record
    first = IGNORES.strip().splitlines()[0]
    how = "ran longer than 3 s and could not be interrupted, so nothing after it could run."
    why = f"The cell that begins with “{first}” {how}"
    assert reasons(record) == {("released", "end"): why, ("unseen", "end"): why}
    assert record.released["first"].evidence.names["x"].value == 1


def test_is_a_notebook_that_runs_too_long_stopped_with_the_limit_in_words(execute, cells):
    record = execute(cells.graded("first"), "import time; time.sleep(3600)", cell=3000, notebook=6).record
    why = "The notebook ran longer than 6 s and was stopped."
    assert reasons(record) == {("released", "end"): why, ("unseen", "end"): runner.NOT_AS_FAR}


def test_does_the_second_run_get_what_the_first_left_for_both():
    limits = runner.Limits(notebook=100)
    assert limits.both == 150
    assert [limits.after(seconds).notebook for seconds in (0.5, 50, 90, 150, 1000)] == [100, 100, 60, 1, 1]


@pytest.mark.parametrize(
    ("death", "how"), [("import os; os._exit(0)", "exit code 0"), ("import ctypes; ctypes.string_at(0)", "signal 11")]
)
def test_does_a_kernel_that_dies_leave_a_reason_and_take_nothing_with_it(execute, cells, death, how):
    record = execute("x = 1", cells.graded("first", "pass", "probed = 2"), death, "y = 1").record
    why = f"The cell that begins with “{death}” stopped Python ({how}), so nothing after it could run."
    assert reasons(record) == {("released", "end"): why, ("unseen", "end"): why}
    first = record.unseen["first"]
    assert (first.evidence.names["x"].value, first.probe.names["probed"].value) == (1, 2)
    assert reasons(execute("x = 1").record) == {}


def test_does_a_death_in_one_run_not_touch_the_other(execute):
    record = execute("import os\nif FACTOR != 3.0: os._exit(1)").record
    assert reasons(record) == {("unseen", "end"): runner.NOT_AS_FAR}, "the exit code is the student's to choose"


def test_does_a_probe_that_dies_leave_the_evidence(execute, cells):
    record = execute("import os\nx = 1", cells.graded("first", "pass", "os._exit(1)")).record
    assert record.released["first"].evidence.names["x"].value == 1
    assert record.released["first"].probe is None
    assert set(reasons(record)) == {("released", "end"), ("unseen", "end")}


def test_does_a_probe_that_runs_on_leave_the_evidence_and_the_rest(execute, cells):
    record = execute(
        "x = 1", cells.graded("first", "pass", "while True: pass"), "y = 1", evidence=4, cell=60, notebook=40
    ).record
    assert reasons(record) == {}
    assert record.released["first"].evidence.names["x"].value == 1
    assert record.released["first"].probe.notes == ["The probe gave no result (TimeoutError)."]
    assert record.released["end"].evidence.names["y"].value == 1


def test_does_reading_that_runs_on_cost_that_cell_only(execute, cells):
    hang = "class Hang(DataLoader):\n    def __len__(self):\n        while True: pass"
    record = execute(
        "from torch.utils.data import DataLoader",
        hang,
        "x = Hang([1])",
        cells.graded("first"),
        "del x",
        evidence=4,
        cell=20,
    ).record
    assert reasons(record) == {
        (run, "first"): "What your notebook holds could not be read (TimeoutError)." for run in ("released", "unseen")
    }
    assert "x" not in record.released["end"].evidence.names


@pytest.mark.parametrize(
    "evidence",
    [
        "'{}'",
        '\'{"version": 2, "names": {}}\'',
        "'x' * 5_000_000",
        "'\\ud800'",
        '\'{"version": 1, "names": {}, "score": 9}\'',
    ],
)
def test_is_evidence_of_the_students_making_refused_unless_it_is_valid(execute, cells, evidence):
    forge = f"get_ipython().kernel._report = lambda collect: ({evidence}).encode('utf-8', 'replace')"
    record = execute(forge, evidence=1).record
    assert [why.split("(")[0] for why in reasons(record).values()] == [
        "What your notebook holds could not be read "
    ] * 2

"""Labs 2 and 3: whatever a submission reports, each grader says that it is right or wrong, and never fails itself."""

import importlib.util
from itertools import islice, product
from pathlib import Path
from types import SimpleNamespace

import pytest

from labgrader.cellrun import CellRun
from labgrader.evidence import CellEvidence, Evidence

GRADERS = Path(__file__).parents[2] / "graders"
LABS = ("lab2_batch_vs_stochastic", "lab3_dataloader")
FILES = [path for lab in LABS for path in sorted((GRADERS / lab).glob("test_*.py"))]

RELEASED = {"SLOPE": -5.0, "NOISE": 0.4, "SEED": 1}
UNSEEN = {"SLOPE": 2.37, "NOISE": 0.3, "SEED": 12}


def number(value):
    """A float, as evidence has it."""
    return {"kind": "float", "value": value}


def several(items, length=None, kind="list"):
    """A list, as evidence has it; cut short when a length is given."""
    return {"kind": kind, "length": len(items) if length is None else length, "items": items}


def tensor(shape, values):
    """A tensor, as evidence has it."""
    return {"kind": "tensor", "shape": shape, "dtype": "float32", "values": values}


PAIR = several([tensor([1], [-5.0]), tensor([1], [25.0])], kind="tuple")
VALUES = (
    number("nan"),
    number("inf"),
    number(-1e308),
    {"kind": "int", "value": 10**400},
    {"kind": "int", "value": 0},
    {"kind": "none"},
    {"kind": "bool", "value": True},
    {"kind": "str", "value": "NotImplementedError: "},
    {"kind": "str", "value": ""},
    {"kind": "note", "type": "list", "why": "too long: 2000 items"},
    {"kind": "module", "type": "Linear", "parameters": {}},
    several([]),
    several([], length=100),
    several([number("nan")] * 20),
    several([number("inf")] * 19 + [number(0.5)]),
    several([number(1e300)] * 100),
    several([number(594.958)] * 20),
    several([number(594.958), *[number(1e13)] * 19]),
    several([number(594.958), *[number(-1e-300)] * 4]),
    several([several([number(1.0)])] * 20),
    several([PAIR] * 100),
    several([PAIR] * 3),
    several([several([number("nan"), number("inf")])] * 100),
    several([several([tensor([100, 1], []), tensor([100, 1], [])])] * 100),
    several([{"kind": "str", "value": "SystemExit"}] * 100),
    several([{"kind": "none"}, *[PAIR] * 99]),
    tensor([0], []),
    tensor([20], ["nan"] * 20),
    tensor([10**6, 10**6], []),
    tensor([3, 7], [1.0] * 21),
)
BATCHES = ([], [[]], [[0, 10**15]], [[-1]], [list(range(100))], [[i] for i in range(100)], [[5] * 600])
NAMES = ("LOSS_BGD", "LOSS_SGD", "LOSS_SMALL", "LOSS_1", "LOSS_10", "LOSS_20", "dataset", "growth", "small_step")
NAMES += ("updates_per_epoch", "batches_per_epoch", "lr")
PROBES = ("asked_length", "asked_first", "asked_items", "asked_again")


def cell(value, batches, parameters):
    """A graded cell after which every name has this value."""
    line = {"x": [0.0] * 20, "y": ["nan"] * 20, "label": "1", "style": "-", "color": "", "marker": ""}
    axes = dict.fromkeys(("title", "xlabel", "ylabel", "xscale", "yscale"), "") | {"lines": [line], "texts": []}
    evidence = Evidence.model_validate(
        {
            "version": 1,
            "names": dict.fromkeys(NAMES, value),
            "epochs": [{"cell": 3, "loader": 1, "batch_size": None, "batches": batches}] * 22,
            "figures": [{"cell": 3, "number": 1, "title": "", "axes": [axes | {"legend": None}]}],
        }
    )
    probe = Evidence.model_validate({"version": 1, "names": dict.fromkeys(PROBES, value)})
    return CellRun(CellEvidence(grade_id="x", parameters=parameters, evidence=evidence, probe=probe))


RUNS = [
    SimpleNamespace(run=cell(value, batches, RELEASED), unseen=cell(other, batches, UNSEEN))
    for value, (other, batches) in zip(VALUES, islice(product(reversed(VALUES), BATCHES), 0, None, 8), strict=False)
]
RUNS += [SimpleNamespace(run=cell(value, BATCHES[4], RELEASED), unseen=cell(value, [], UNSEEN)) for value in VALUES]
RUNS += [SimpleNamespace(run=CellRun(CellEvidence(grade_id="x", parameters=RELEASED)), unseen=RUNS[0].unseen)]


@pytest.mark.filterwarnings("ignore")  # as in grading, where no plugin turns a warning into an error
@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_no_evidence_makes_a_grader_fail(path):
    """Does each test of a grader either pass or say in words what is wrong?"""
    spec = importlib.util.spec_from_file_location(f"hostile_{path.parent.name}_{path.stem}", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    for name, check in vars(module).items():
        if name.startswith("test_"):
            for runs in RUNS:
                said = "passed"
                try:
                    check(runs.run, runs.unseen)
                except AssertionError as error:
                    said = str(error)
                assert said

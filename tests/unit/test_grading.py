"""Are passed, failed and could not be checked kept apart, whatever a grader does and whatever a submission reported?"""

import os
import shutil
import sys

import pytest

from labgrader.evidence import CellEvidence, Evidence, RunRecord
from labgrader.grading import grade
from labgrader.lab import Lab
from labgrader.verdict import Outcome


@pytest.fixture(autouse=True)
def _asserts_are_plain(monkeypatch):
    """The graders' asserts must not be rewritten by the pytest that runs these tests."""
    plain = [finder for finder in sys.meta_path if type(finder).__name__ != "AssertionRewritingHook"]
    monkeypatch.setattr(sys, "meta_path", plain)
    monkeypatch.setattr(sys, "dont_write_bytecode", False)


def evidence(**names):
    """Evidence of numbers, and lists of numbers."""
    values = {
        name: {"kind": "list", "length": len(value), "items": [{"kind": "float", "value": v} for v in value]}
        if isinstance(value, list)
        else {"kind": "float", "value": value}
        for name, value in names.items()
    }
    return Evidence.model_validate({"version": 1, "names": values})


def record(scaled=(3.0, 6.0, 9.0), unseen=(5.5, 11.0, 16.5), probed=(30.0, 60.0), missing=""):
    """What running a submission of the toy lab led to."""

    def cell(name, factor, values):
        return CellEvidence(
            grade_id=name,
            parameters={"FACTOR": factor, "SEED": 1},
            evidence=None if missing else evidence(scaled=list(values)),
            probe=None if missing or name == "plot" else evidence(probed=list(probed)),
            missing=missing,
        )

    return RunRecord(
        lab="toy",
        unseen_set=0,
        released={name: cell(name, 3.0, scaled) for name in ("scale", "plot")},
        unseen={name: cell(name, 5.5, unseen) for name in ("scale", "plot")},
    )


@pytest.fixture
def grader(toy):
    """Replaces the grader of `scale` (4 points); gives its path."""

    def grader(body, *, points=4, head="", name="scale"):
        path = toy.grader_path(name)
        imports = "import pytest\nfrom labgrader import Wrong\n"
        path.write_text(
            f'{imports}{head}\n@pytest.mark.points({points})\ndef test_it(run):\n    """It holds."""\n    {body}\n'
        )
        return path

    return grader


@pytest.fixture
def verdict(toy):
    """Grades one submission, and gives the verdict on `scale`."""
    return lambda **found: grade(toy, {"me": record(**found)})["me"]["scale"]


def test_does_a_right_answer_earn_every_point_of_the_cell(verdict):
    found = verdict()
    assert (found.outcome, found.score, found.max_points, found.mistake, found.reason) == ("passed", 4, 4, None, "")
    assert [(check.name, check.points) for check in found.checks] == [
        ("test_numbers_are_scaled", 3),
        ("test_function_works_on_other_numbers", 1),
    ]
    assert found.checks[0].sentence == "`scaled` holds each number times `FACTOR`."


def test_does_a_wrong_answer_earn_the_points_of_the_checks_that_pass_and_is_told_why(verdict):
    found = verdict(scaled=[1.0, 2.0, 3.0])
    assert (found.outcome, found.score, found.mistake) == ("failed", 1, "not scaled")
    assert [(check.outcome, check.message) for check in found.checks] == [
        ("failed", "Your numbers have not changed."),
        ("passed", ""),
    ]
    found = verdict(scaled=[3.0, 6.0, 8.0], probed=[])
    assert (found.score, found.mistake) == (0, None)
    assert found.checks[0].message == "You have [3.0, 6.0, 8.0]."


def test_does_an_answer_that_is_right_on_released_data_only_fail(verdict):
    assert (verdict(unseen=[3.0, 6.0, 9.0]).score, verdict(unseen=[3.0, 6.0, 9.0]).mistake) == (1, "typed in")


def test_is_missing_evidence_failed_with_its_reason(verdict):
    found = verdict(missing="Cell 3 stopped Python, so nothing after it could run.")
    assert (found.outcome, found.score) == ("failed", 0)
    assert {check.message for check in found.checks} == {"Cell 3 stopped Python, so nothing after it could run."}


def test_are_many_submissions_told_apart(toy):
    records = {f"s{i}": record(scaled=[1.0, 2.0, 3.0] if i % 3 else [3.0, 6.0, 9.0]) for i in range(9)}
    records |= {"odd name [x] ::é": record(), "": record(missing="gone")}
    found = {name: verdicts["scale"].score for name, verdicts in grade(toy, records).items()}
    assert found == {f"s{i}": 1 if i % 3 else 4 for i in range(9)} | {"odd name [x] ::é": 4, "": 0}


UNCHECKED = {
    "raises": ("raise ValueError('oops')", {}, "test_it raised ValueError: oops"),
    "divides by zero": ("1 / 0", {}, "ZeroDivisionError"),
    "exits": ("raise SystemExit(0)", {}, "SystemExit"),
    "skips": ("pytest.skip('not today')", {}, "Skipped: not today"),
    "is marked to be skipped": ("pass", {"head": "@pytest.mark.skip(reason='later')"}, "Skipped: later"),
    "skips as a whole": ("pass", {"head": "pytest.skip('all', allow_module_level=True)"}, "ran no test"),
    "is no Python": ("pass", {"head": "def ("}, "cannot be imported"),
    "cannot be imported": ("pass", {"head": "import no_such_module"}, "no_such_module"),
    "shares out too few points": ("pass", {"points": 3}, "share out 3 points, and the cell has 4"),
    "shares out too many points": ("assert False", {"points": 5}, "share out 5 points, and the cell has 4"),
    "asks for what is not there": ("pass", {"head": "@pytest.mark.usefixtures('nothing')"}, "nothing"),
    "looks at nobody": ("pass", {"head": "def test_nothing():\n    pass\n"}, "neither `run` nor `unseen`"),
    "has no test": ("pass", {"head": "__test__ = False"}, "ran no test"),
    "cannot clean up": ("pass", {"head": "@pytest.fixture(autouse=True)\ndef f():\n    yield\n    1 / 0\n"}, "scale"),
}


@pytest.mark.parametrize("fault", UNCHECKED)
def test_is_a_grader_that_is_at_fault_no_score(grader, verdict, fault):
    body, options, reason = UNCHECKED[fault]
    path = grader(body, **options)
    for _ in range(2):  # a module whose import failed half-way is not taken for a good one
        found = verdict()
        assert (found.outcome, found.score) == (Outcome.UNCHECKED, None)
        assert path.name in found.reason
        assert reason in found.reason


def test_is_a_missing_grader_no_score(toy, verdict):
    toy.grader_path("scale").unlink()
    assert (verdict().outcome, verdict().score) == (Outcome.UNCHECKED, None)
    assert "test_scale.py does not exist" in verdict().reason


def test_is_a_broken_conftest_no_score(toy, verdict):
    (toy.root / "graders" / "conftest.py").write_text("raise ValueError('broken')")
    assert (verdict().outcome, verdict().score) == (Outcome.UNCHECKED, None)
    assert "broken" in verdict().reason


@pytest.mark.parametrize("head", ["def (", "import no_such_module"])
def test_does_a_broken_grader_take_no_other_with_it(grader, toy, head):
    grader("pass", head=head, name="plot")
    found = grade(toy, {"me": record()})["me"]
    assert (found["scale"].score, found["plot"].score) == (4, None)
    assert "test_plot.py" in found["plot"].reason


@pytest.mark.parametrize(
    ("body", "message", "mistake"),
    [
        ("raise Wrong('Look again.', mistake='too short')", "Look again.", "too short"),
        ("assert 1 == 2, 'One is not two.'", "One is not two.", None),
        ("assert 1 == 2", "", None),
        ("pytest.fail('No.')", "No.", None),
        ("run.numbers('nothing')", "There is no `nothing` after your cell has run.", None),
    ],
)
def test_is_only_a_failed_assertion_the_students(grader, verdict, body, message, mistake):
    grader(body)
    found = verdict()
    assert (found.outcome, found.score, found.mistake) == ("failed", 0, mistake)
    assert found.checks[0].message == message


def test_is_an_edited_grader_seen_by_the_next_grading(grader, verdict):
    """Also when the change leaves the file's size and the second of its date as they were."""
    path = grader("assert 1 == 1")
    os.utime(path, ns=(1_700_000_000_000_000_000,) * 2)
    assert verdict().score == 4
    grader("assert 1 == 2")
    os.utime(path, ns=(1_700_000_000_000_000_001,) * 2)
    assert verdict().score == 0


def test_is_an_edited_helper_seen_by_the_next_grading(grader, toy, verdict):
    helper = toy.root / "graders" / "helper.py"
    grader("assert run.numbers('scaled')[0] == EXPECTED", head="from graders.helper import EXPECTED")
    helper.write_text("EXPECTED = 3\n")
    assert verdict().score == 4
    helper.write_text("EXPECTED = 44\n")
    assert verdict().score == 0


def test_do_two_courses_not_share_their_graders(toy, grader, verdict, tmp_path):
    other = tmp_path / "other"
    shutil.copytree(toy.root, other)
    grader("raise Wrong('Not here.')")
    assert verdict().score == 0
    assert grade(Lab(other, "toy"), {"me": record()})["me"]["scale"].score == 4
    assert verdict().score == 0


def test_is_nothing_printed_and_nothing_left_behind(grader, toy, verdict, capfd):
    path = grader("print('secret'); import sys; print('secret', file=sys.stderr); assert False")
    before, files = (list(sys.path), sys.dont_write_bytecode), sorted(toy.root.rglob("*"))
    assert verdict().score == 0
    assert capfd.readouterr() == ("", "")
    assert (list(sys.path), sys.dont_write_bytecode) == before
    assert sorted(toy.root.rglob("*")) == files
    assert path in files


def test_is_nothing_graded_when_nothing_was_handed_in(toy):
    assert grade(toy, {}) == {}

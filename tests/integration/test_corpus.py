"""The three laws of each lab: the reference earns all, the release nothing, each answer of the corpus what it says."""

from __future__ import annotations

import pytest
import selection
from selection import LABS, QUARTER

from labgrader import laws
from labgrader.report import Report
from labgrader.runs import kept_records


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """The answers that this run tries: tests/selection.py says which."""
    if "key" in metafunc.fixturenames:
        metafunc.parametrize("key", selection.chosen(metafunc.config.stash[QUARTER]), ids="/".join)


@pytest.fixture
def tried(key) -> Report:
    """One answer, run and graded."""
    lab, item = LABS[key[0]], selection.expected()[key]
    return laws.grade_all(lab, [item], keep_warm=True)[item.name]


def test_an_answer_earns_what_it_says_and_is_told_what_it_did(key, tried):
    assert laws.judge(selection.expected()[key], tried) == ""
    assert untold(tried) == []


@pytest.mark.parametrize("lab", LABS.values(), ids=LABS.keys())
def test_what_is_not_tried_is_graded_where_its_result_is_kept(lab, request):
    now = set(selection.chosen(request.config.stash[QUARTER]))
    left = {name: item for (of, name), item in selection.expected().items() if of == lab.name and (of, name) not in now}
    records = dict(kept_records(lab, [laws.wanted(lab, item) for item in left.values()]))
    reports = laws.grade_records(lab, records)
    problems = {name: laws.judge(left[name], report) or untold(report) for name, report in reports.items()}
    assert {name: problem for name, problem in problems.items() if problem} == {}


def untold(report: Report) -> list[str]:
    """The sentences that did not pass, and say nothing to the student."""
    checks = [check for verdict in report.verdicts.values() for check in verdict.checks]
    return [check.sentence for check in checks if check.outcome != "passed" and not check.message]

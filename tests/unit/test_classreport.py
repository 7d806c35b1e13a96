"""Does the class report say what the reports say, name nobody when it must not, and let no student write on it?"""

from __future__ import annotations

import json
import re
from datetime import datetime
from html.parser import HTMLParser
from pathlib import Path

import pytest

from labgrader.classreport import render, summarise
from labgrader.classreport.people import Person, with_names, without_names
from labgrader.classreport.read import Class, Submission
from labgrader.classreport.summary import Bar
from labgrader.kept import Kept
from labgrader.lab import Lab
from labgrader.pipeline.function import nothing_ran
from labgrader.report import Report
from labgrader.runner import Result
from labgrader.verdict import CellVerdict, Check, Outcome

PASSED, FAILED, UNCHECKED = Outcome.PASSED, Outcome.FAILED, Outcome.UNCHECKED
SCRIPT = "<script>alert(1)</script>"
PEOPLE = [
    Person("ada01", "Ada", "Lovelace", "ada@example.org"),
    Person("bob", "Bob", "O'Neill"),
    Person("cy", "Cy", SCRIPT),
    Person("dan"),
    Person("eve", "Eve", "Moneypenny"),
    Person("zoe", "Zoë", "Absent"),
]


def verdict(grade_id: str, *outcomes: Outcome, mistake: str | None = None, message: str = "no") -> CellVerdict:
    """A verdict on a question of 2 points a sentence."""
    checks = [
        Check(
            name=f"test_{n}",
            sentence=f"Sentence {n} of `{grade_id}`.",
            points=2,
            outcome=outcome,
            message="" if outcome is PASSED else message,
            mistake=mistake if outcome is FAILED else None,
        )
        for n, outcome in enumerate(outcomes)
    ]
    return CellVerdict(grade_id=grade_id, max_points=2 * len(outcomes), checks=checks, reason="it broke")


VERDICTS = {
    "ada01": (verdict("scale", PASSED, PASSED), verdict("plot", PASSED)),
    "bob": (
        verdict("scale", PASSED, FAILED, mistake="not scaled", message=f"Ada said {SCRIPT}"),
        verdict("plot", PASSED),
    ),
    "cy": (verdict("scale", FAILED, FAILED, mistake="not scaled"), verdict("plot", FAILED)),
    "dan": (verdict("scale", FAILED, FAILED, mistake="typed in"), verdict("plot", PASSED)),
    "eve": (verdict("scale", PASSED, PASSED), verdict("plot", UNCHECKED)),
}
TOOK = {"ada01": 2.0, "bob": 31.4, "cy": 3.0, "dan": None, "eve": 2.5}
ANSWER = f"# Ada Lovelace, ada@example.org {SCRIPT}\nada_list = readable = adalbert = 1  # ask lovelace\n\u202ehidden"


@pytest.fixture
def found(toy: Lab, tmp_path: Path) -> Class:
    """A class of five, and one who handed in nothing."""
    submissions, folders = [], {}
    for student, verdicts in VERDICTS.items():
        report = Report(lab="toy", student=student, verdicts={v.grade_id: v for v in verdicts})
        report.remarks = ["A cell ran too long."] * (student in ("cy", "dan"))
        points = {v.grade_id: v.score for v in verdicts}
        submissions.append(
            Submission(student, report, points, late=7300.0 if student == "bob" else 0.0, took=TOOK[student])
        )
        folders[student] = tmp_path / student
        folders[student].mkdir()
        cells = [{"cell_type": c.cell_type, "metadata": c.metadata, "source": c.source} for c in toy.source.cells]
        answer = next(c for c in cells if c["metadata"]["nbgrader"]["grade_id"] == "scale_answer")
        answer["source"] = ANSWER if student == "bob" else ANSWER + "\n" + "x = 1\n" * 99
        (folders[student] / "toy.ipynb").write_text(json.dumps({"cells": cells}))
    return Class(toy, PEOPLE, submissions, folders)


def page(found: Class, *, anonymous: bool = False) -> str:
    names = (without_names if anonymous else with_names)(PEOPLE)
    return render(summarise(found, names), anonymous=anonymous, when=datetime(2026, 1, 2, 3, 4))


def test_points_and_their_distribution(found):
    summary = summarise(found, with_names(PEOPLE))
    assert summary.totals == [0, 2, 4, 6], "eve waits for a score, so she is not in it"
    assert (summary.mean, summary.median, summary.max_points) == (3, 3, 6)
    assert [bar.count for bar in summary.bars] == [1, 0, 1, 0, 1, 0, 1]
    assert summary.bars[0] == Bar(0, 1, 1)
    assert summary.bars[-1] == Bar(6, 6, 1)


def test_many_points_are_shown_in_few_bars_and_none_is_lost(found):
    found.lab.points.update(scale=150.5)
    for number, submission in enumerate(found.submissions):
        submission.points.update(scale=number * 40.0, plot=-1.0 if number == 0 else 2.0)
    summary = summarise(found, with_names(PEOPLE))
    assert len(summary.bars) <= 26
    assert sum(bar.count for bar in summary.bars) == len(summary.totals) == 5
    assert summary.bars[-1].count == 1, "extra credit counts as all points"


def test_pass_rates_are_of_what_could_be_checked(found):
    scale, plot = summarise(found, with_names(PEOPLE)).questions
    assert (scale.tally.passed, scale.tally.failed, scale.tally.unchecked, scale.partly) == (2, 3, 0, 1)
    assert [s.tally.passed for s in scale.sentences.values()] == [3, 2]
    assert (plot.tally.passed, plot.tally.failed, plot.tally.unchecked) == (3, 1, 1)
    assert plot.tally.rate == 3 / 4


def test_mistakes_by_frequency_with_an_example(found):
    summary = summarise(found, with_names(PEOPLE))
    assert [(m.name, m.question, len(m.students)) for m in summary.mistakes] == [
        ("not scaled", "scale", 2),
        ("typed in", "scale", 1),
    ]
    assert summary.unnamed == 1, "cy's plot"
    first, second = summary.mistakes
    assert first.example.startswith("# Ada Lovelace"), "bob's, which is the shorter one"
    assert "\N{REPLACEMENT CHARACTER}hidden" in first.example
    assert second.example.splitlines()[-1].endswith("more lines")
    assert len(second.example.splitlines()) == 41


def test_what_could_not_be_checked_who_needs_help_and_who_is_missing(found):
    summary = summarise(found, with_names(PEOPLE))
    assert summary.unchecked == [("Moneypenny, Eve (eve)", "plot", "it broke")]
    assert [(name, points) for name, points, _, _ in summary.help] == [(f"{SCRIPT}, Cy (cy)", 0), ("dan", 2)]
    assert summary.help[0][2:] == (["scale", "plot"], ["not scaled"])
    assert summary.absent == ["Absent, Zoë (zoe)"]
    assert summary.late == [("O'Neill, Bob (bob)", 7300.0)]
    assert summary.remarks == [("A cell ran too long.", sorted([f"{SCRIPT}, Cy (cy)", "dan"]))]


def test_time_is_told_of_who_was_run(found):
    summary = summarise(found, with_names(PEOPLE))
    assert summary.took[0] == ("O'Neill, Bob (bob)", 31.4)
    assert len(summary.took) == 4
    assert summary.median_seconds == 2.75
    assert "a median of 2.8 s. The slowest: O&#39;Neill, Bob (bob) (31 s); " in page(found)


@pytest.mark.parametrize("seconds", [None, 2.75])
def test_the_time_of_a_run_is_kept_with_its_result(toy, seconds):
    result = Result(nothing_ran(toy, "why"), toy.release, seconds)
    Kept(toy).put("key", result)
    assert Kept(toy).seconds("key") == seconds
    assert Kept(toy).get("key") == result
    Kept(toy).path("key").write_bytes(b"short")
    assert Kept(toy).seconds("key") is None
    assert Kept(toy).seconds("none") is None


def test_a_submission_without_a_report_is_not_taken_for_a_wrong_one(found):
    found.submissions.append(Submission("new", None, dict.fromkeys(found.lab.points)))
    summary = summarise(found, with_names([*PEOPLE, Person("new")]))
    assert summary.unchecked[-1] == ("new", "all", "It was not graded. Run `labgrader grade toy`.")
    assert summary.questions[0].tally.unchecked == 1
    assert summary.totals == [0, 2, 4, 6]


def test_an_anonymous_page_names_nobody(found):
    text = page(found, anonymous=True)
    for word in ("Lovelace", "lovelace", "ada01", "ada@example", "O&#39;Neill", "Moneypenny", "Eve", "Zoë", "Absent"):
        assert word not in text, word
    assert "readable = adalbert" in text
    assert "[name]_list" in text
    assert re.findall(r"Student \d", text)
    assert "Lovelace" in page(found)


def test_numbers_of_two_anonymous_reports_differ():
    many = [Person(f"s{n}") for n in range(30)]
    assert without_names(many).shown != without_names(many).shown


class _Page(HTMLParser):
    """Notes what a page would run or load, and every tag that it opens."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open.append(tag)
        for name, value in attrs:
            assert not name.startswith("on"), name
            assert name not in ("src", "srcset", "action"), name
            if name == "id":
                self.ids.append(value)
            if name == "href":
                self.links.append(value)


@pytest.mark.parametrize("anonymous", [False, True])
def test_the_page_runs_nothing_and_loads_nothing(found, anonymous):
    text = page(found, anonymous=anonymous)
    read = _Page(text)
    assert not {"script", "iframe", "link", "img", "object", "form"} & set(read.open)
    assert "default-src 'none'" in text
    assert "url(" not in text
    assert "@import" not in text
    assert all(link.removeprefix("#") in read.ids for link in read.links)
    assert len(read.ids) == len(set(read.ids))
    assert "alike" not in text


def test_the_page_can_be_read_without_seeing_it(found):
    text = page(found)
    assert '<html lang="en">' in text
    assert text.count("<h1") == 1
    assert "6 points: 1." in text, "the drawing has its numbers as text"
    assert 'aria-label="scale: 2 passed, 3 failed, 0 could not be checked"' in text

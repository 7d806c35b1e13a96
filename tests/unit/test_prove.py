"""`labgrader prove`: its table and its reasons, and a short version of each study over all labs."""

from __future__ import annotations

import sys
from collections import Counter, defaultdict
from importlib import import_module
from pathlib import Path
from types import ModuleType

import pytest
from click.testing import CliRunner, Result

from labgrader.cli import main
from labgrader.lab import CourseError, Lab, lab_names
from labgrader.prove import reasons
from labgrader.prove.findings import Decision, Findings
from labgrader.prove.studies import STUDIES, conduct
from labgrader.prove.table import COLUMNS, HEADER, markdown, page, row

ROOT = Path(__file__).parents[2]
TOLD = (Decision.DIAGNOSED, Decision.UNDIAGNOSED, Decision.MISDIAGNOSED)


def test_every_written_reason_is_of_a_study_that_there_is():
    known = {import_module(module).STUDY for module in STUDIES.values()}
    for name in lab_names(ROOT):
        for reason in reasons.reasons(Lab(ROOT, name)):
            assert reason.study in known, reason


PAGE = (ROOT / "docs" / "how-often-wrong.md").read_text(encoding="utf-8")


def table(text: str, header: str) -> list[list[str]]:
    """The cells of the table with this header, without it."""
    lines = text[text.index(header) :].split("\n\n")[0].split("\n")
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[2:]]


def test_the_page_holds_the_table_that_is_printed():
    header = markdown([]).split("\n")[0]
    assert [cell.strip() for cell in header.strip("|").split("|")] == list(HEADER)
    found = table(PAGE, "| lab ")
    assert {(lab, study) for lab, study, *_ in found} == {
        (f"`{lab}`", study.replace("_", " ")) for lab in lab_names(ROOT) for study in STUDIES
    }
    assert all(len(cells) == len(HEADER) for cells in found)


def test_the_readme_adds_up_what_the_page_says():
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for lab, _, *columns, _, _ in table(PAGE, "| lab "):
        for name, cell in zip(COLUMNS, columns, strict=True):
            numbers = map(int, cell.split(" / ") if cell else ())
            counts[lab].update(dict(zip(COLUMNS[name], numbers, strict=False)))
    sums = {
        lab: [
            sum(found[d] for d in Decision if d not in TOLD),
            found[Decision.RIGHT_REFUSED],
            found[Decision.WRONG_PASSED],
            sum(found[d] for d in TOLD),
            found[Decision.DIAGNOSED],
            found[Decision.MISDIAGNOSED],
        ]
        for lab, found in counts.items()
    }
    readme = table((ROOT / "README.md").read_text(encoding="utf-8"), "| lab | answers judged")
    assert {lab: list(map(int, numbers)) for lab, *numbers in readme} == sums


def test_the_page_tells_each_written_reason():
    for name in lab_names(ROOT):
        for reason in reasons.reasons(Lab(ROOT, name)):
            case = reason.case.removesuffix(" on *")
            assert f"`{name}`, {reason.study.replace('_', ' ')}" in PAGE
            assert case in PAGE


REASONS = '[[reason]]\nstudy = "fake"\ncase = "right/*:drop:*"\nwhy = "Nobody can tell."\n'


@pytest.fixture
def explained(toy: Lab) -> Lab:
    path = reasons.proof_folder(toy) / "reasons.toml"
    path.parent.mkdir(parents=True)
    path.write_text(REASONS)
    return toy


def test_a_reason_is_for_the_cases_of_its_study_that_fit_its_pattern(explained):
    assert reasons.why(explained, "fake", "right/a:1:drop:00") == "Nobody can tell."
    assert reasons.why(explained, "fake", "right/a:1:order:00") == ""
    assert reasons.why(explained, "other", "right/a:1:drop:00") == ""


def test_a_lab_without_reasons_has_none(toy):
    assert reasons.why(toy, "fake", "right/a:1:drop:00") == ""


@pytest.mark.parametrize("text", ["[[reason]", '[[reason]]\nstudy = "a"\n', REASONS.replace("Nobody can tell.", " ")])
def test_reasons_that_cannot_be_read_are_told(toy, text):
    path = reasons.proof_folder(toy) / "reasons.toml"
    path.parent.mkdir(parents=True)
    path.write_text(text)
    with pytest.raises(CourseError, match=r"reasons\.toml.*\[\[reason\]\]"):
        reasons.why(toy, "fake", "x")


def findings(*decisions: Decision, reason: str = "", study: str = "fake") -> Findings:
    found = Findings(study, seconds=61.2)
    for number, decision in enumerate(decisions):
        found.add(decision, f"case {number}", "-old\n+new", reason)
    return found


def test_the_table_counts_decisions_and_cases(toy):
    found = findings(Decision.WRONG_CAUGHT, Decision.WRONG_CAUGHT, Decision.WRONG_PASSED)
    found.add(Decision.WRONG_PASSED, "known", "-a\n+b", "It is so.")
    cells = dict(zip(HEADER, row(toy, found), strict=True))
    assert {name: cell for name, cell in cells.items() if cell} == {
        "lab": "`toy`",
        "study": "fake",
        "wrong: caught / other points / passed": "2 / 0 / 2",
        "cases / explained": "2 / 1",
        "time": "1:01",
    }


def test_the_table_is_markdown_whose_columns_stand_below_each_other(toy):
    lines = markdown([row(toy, findings(Decision.WRONG_CAUGHT)), row(toy, findings())]).split("\n")
    assert len({tuple(at for at, character in enumerate(line) if character == "|") for line in lines}) == 1
    assert [cell.strip() for cell in lines[0].strip("|").split("|")] == list(HEADER)


def test_the_page_shows_what_has_no_reason_in_full(toy):
    text = page(toy, [findings(Decision.RIGHT_REFUSED), findings(Decision.WRONG_PASSED, reason="It is so.")], 0.5)
    assert "### right refused: case 0\n\n```diff\n-old\n+new\n```" in text
    assert "* wrong passed: `case 0`: It is so." in text
    assert "0.5 of them" in text
    assert text.count("| fake ") == 2


@pytest.fixture
def prove(toy: Lab, monkeypatch: pytest.MonkeyPatch):
    """Runs the command on the toy course, with a study that finds what it is told to find."""
    fake = ModuleType("fake_study")
    monkeypatch.setitem(sys.modules, "fake_study", fake)
    monkeypatch.setitem(STUDIES, "mutants", "fake_study")

    def prove(*options: str, found: Findings | None = None) -> Result:
        fake.study = lambda lab, *, share, console: found or findings(Decision.RIGHT_ACCEPTED)
        return CliRunner().invoke(main, ["--course", str(toy.root), "prove", *options])

    return prove


def test_nothing_to_explain_ends_with_0_and_writes_the_page(prove, toy):
    done = prove("toy", "--study", "mutants")
    assert done.exit_code == 0, done.output
    assert "| `toy` | fake " in done.output
    assert "| `toy` | fake " in (toy.state_path / "proof" / "toy.md").read_text(encoding="utf-8")


def test_a_case_without_a_reason_is_shown_and_ends_with_1(prove):
    done = prove("toy", "--study", "mutants", found=findings(Decision.WRONG_PASSED))
    assert done.exit_code == 1
    assert "wrong passed: case 0" in done.output
    assert "+new" in done.output


def test_a_case_with_a_reason_ends_with_0(prove):
    done = prove("toy", "--study", "mutants", found=findings(Decision.WRONG_PASSED, reason="It is so."))
    assert done.exit_code == 0, done.output
    assert "It is so." in done.output


@pytest.mark.parametrize(
    ("options", "code", "told"),
    [
        (("nowhere",), 1, "The labs of this course are: toy"),
        (("--study", "nothing"), 2, "'nothing' is not"),
        (("--share", "0"), 2, "0"),
        (("--share", "1.5"), 2, "1.5"),
    ],
)
def test_what_was_typed_wrongly_is_told(prove, options, code, told):
    done = prove(*options)
    assert done.exit_code == code
    assert told in done.output


def test_a_library_that_is_missing_is_named(toy, monkeypatch):
    monkeypatch.setitem(STUDIES, "fake", "no_such_library")
    with pytest.raises(CourseError, match=r"no_such_library.*labgrader\[prove\]"):
        conduct("fake", toy)

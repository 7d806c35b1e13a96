"""Judges an attack by what is on disk afterwards: points, secrets, pages, and what the grading process noted."""

from __future__ import annotations

import base64
import re
from dataclasses import dataclass, field
from pathlib import Path

import nbformat

from labgrader.attacks import pages
from labgrader.attacks.course import SECONDS, Attacked
from labgrader.attacks.hostile import Attack
from labgrader.kept import Kept, unpack
from labgrader.lab import Lab
from labgrader.report import Report
from labgrader.sandbox import MB
from labgrader.seam.course import report_path
from labgrader.state import State

GROWN = 300 * MB  # that one submission may make the grading process grow by, for a moment
PAGE = 25 * MB  # that a page may have
SAID, SENTENCE = 40, 2_000  # remarks on one submission, characters of one
NUMBER = re.compile(r"(?<![\w.])-?\d+(?:\.\d+)?(?![\w.])")


@dataclass
class Outcome:
    """What came of one submission; `wrong` says what got through, and is empty when it was stopped."""

    student: str
    points: float | None = None
    expected: float = 0
    told: str = ""
    seconds: float = 0
    grown: int = 0
    wrong: list[str] = field(default_factory=list)


def judge(made: Attacked, student: str, note: dict, attack: Attack | None) -> Outcome:
    """What came of a submission: an attack's, or a neighbour's."""
    expected = made.expected[student]
    outcome = Outcome(student, expected=sum(expected.values()), seconds=note.get("seconds", 0))
    outcome.grown = note.get("grown", 0)
    wrong = outcome.wrong
    if not note:
        wrong.append("it was not graded: the class stopped before")
    wrong += note.get("left", [])
    if outcome.seconds > SECONDS:
        wrong.append(f"it took {outcome.seconds:.0f} s")
    if outcome.grown > GROWN:
        wrong.append(f"the grading process grew by {outcome.grown // MB} MB")
    _report(made, student, note, outcome)
    kept = _kept(made, student)
    for what, marker in made.markers.items():
        where = [str(path.relative_to(made.root)) for path, content in kept.items() if marker.encode() in content]
        if where and what != student:
            wrong.append(f"{what} stands in {', '.join(where)}")
    page = made.root / "feedback" / student / made.lab.name / f"{made.lab.name}.html"
    if page not in kept:
        wrong.append("there is no feedback")
        return outcome
    if len(kept[page]) > PAGE:
        wrong.append(f"its page has {len(kept[page]) // MB} MB")
        return outcome
    active, text = pages.read(page.read_text(encoding="utf-8", errors="replace"))
    wrong += [f"the page would run {part}" for part in active]
    told = attack.told if attack else []
    wrong += [f"the student is not told “{part}”" for part in told if part not in text]
    if attack and attack.untold and attack.untold in text:
        wrong.append(f"the page tells “{attack.untold}”")
    outcome.told = "; ".join(part for part in told if part in text)
    wrong += _unseen(made, text)
    return outcome


def _report(made: Attacked, student: str, note: dict, outcome: Outcome) -> None:
    """Points as expected, in the report; never "could not be checked"."""
    path = State(made.root).report(made.lab.name, student)
    if not path.is_file():
        outcome.wrong.append(f"there is no report: {note.get('error', '')[-300:]}")
        return
    report = Report.model_validate_json(path.read_text(encoding="utf-8"))
    outcome.points = report.score
    if report.unchecked:
        outcome.wrong.append(f"it could not be checked: {report.unchecked[:300]}")
    said = [*report.remarks, *(verdict.mistake or "" for verdict in report.verdicts.values())]
    if len(said) > SAID or any(len(text) > SENTENCE or not text.isprintable() for text in said):
        outcome.wrong.append("what an instructor reads of it is too much, or has characters that cannot be seen")
    scores = {name: verdict.score for name, verdict in report.verdicts.items()}
    expected = made.expected[student]
    for name in expected:
        if scores.get(name) != expected[name] and not report.unchecked:
            why = " ".join(check.message for check in report.verdicts[name].checks if check.message)[:200]
            outcome.wrong.append(f"{name} earned {scores.get(name)}, and not {expected[name]:g}: {why}")


def _kept(made: Attacked, student: str) -> dict[Path, bytes]:
    """Everything that is kept of a submission, or shown of it."""
    found: dict[Path, bytes] = {}
    folders = [made.root / part / student for part in ("autograded", "feedback")]
    lab = Lab(made.root, made.lab.name)
    report = report_path(lab, student)
    evidence = []
    if report.is_file():
        key = Report.model_validate_json(report.read_text(encoding="utf-8")).evidence
        evidence = [Kept(lab).path(key)] * bool(key)
    for path in [report, *evidence, *(path for folder in folders for path in folder.rglob("*"))]:
        if path.is_file():
            content = path.read_bytes()
            if path in evidence:
                result = unpack(content)
                content = result.record.model_dump_json().encode() + nbformat.writes(result.notebook).encode()
            found[path] = content + b"".join(map(_decoded, re.findall(rb"[A-Za-z0-9+/]{24,400}={0,2}", content)[:2000]))
    return found


def _decoded(text: bytes) -> bytes:
    try:
        return base64.b64decode(text)
    except ValueError:
        return b""


def _unseen(made: Attacked, text: str) -> list[str]:
    """Whether a page tells a set of unseen data: three of its four numbers."""
    numbers = set(NUMBER.findall(text))
    found = []
    for number, values in enumerate(made.lab.unseen.sets):
        told = [name for name, value in values.items() if f"{value:g}" in numbers or str(value) in numbers]
        if len(told) >= 3:
            found.append(f"the page tells {', '.join(told)} of the unseen set {number}")
    return found

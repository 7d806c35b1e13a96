"""Answers of the corpus on random data, submitted and unseen: right ones earn all, wrong ones what they should."""

from __future__ import annotations

import math
import tomllib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from itertools import islice

from rich.console import Console

from labgrader import corpus
from labgrader.corpus import Answer
from labgrader.grading import grade
from labgrader.lab import CourseError, Lab
from labgrader.prove import sets
from labgrader.prove.chains import Tried, tried
from labgrader.prove.findings import Decision, Findings
from labgrader.prove.reasons import proof_folder, why
from labgrader.report import Report

STUDY = "other_data"

LONGEST = 24  # sets that an answer meets
WRONG = 4  # sets that each wrong answer meets
GRADED = 300  # submissions at a time: evidence of all of them would fill the memory


@dataclass(frozen=True)
class Odd:
    """Which answers depend on the data, as `tests/proof/<lab>/other_data.toml` lists them by patterns of their names.

    Attributes:
        typed: they hold numbers of the lab's own data, so that their first run is always on that.
        varies: on some data they lose other points than their file says, and always at least one.
    """

    typed: tuple[str, ...] = ()
    varies: tuple[str, ...] = ()

    @classmethod
    def of(cls, lab: Lab) -> Odd:
        """Those of a lab; none when there is no such file.

        Raises:
            CourseError: the file cannot be read.
        """
        path = proof_folder(lab) / "other_data.toml"
        if not path.is_file():
            return cls()
        try:
            return cls(**{name: tuple(found) for name, found in tomllib.loads(path.read_text("utf-8")).items()})
        except (tomllib.TOMLDecodeError, UnicodeDecodeError, TypeError) as error:
            raise CourseError(
                f"{path}: cannot be read ({error!r}). It may give two lists: typed and varies."
            ) from error

    def names(self, answers: Sequence[Answer]) -> frozenset[str]:
        """The names of the answers that hold numbers of the lab's own data."""
        return frozenset(answer.name for answer in answers if listed(answer.name, self.typed))


def listed(name: str, patterns: Sequence[str]) -> bool:
    """Whether one of the patterns fits a name."""
    return any(fnmatchcase(name, pattern) for pattern in patterns)


def study(lab: Lab, *, share: float = 1.0, console: Console | None = None, keep_warm: bool = False) -> Findings:
    """Right and wrong answers under the 200 sets of `labgrader.prove.sets`."""
    findings, odd = Findings(STUDY), Odd.of(lab)
    answers = corpus.answers(lab)
    in_a_ring = max(1, sum(not answer.earns for answer in answers) * sets.RING // sets.SETS)
    enough = 2 * math.ceil(sets.RING / in_a_ring / 2)  # for right answers to meet every set, with those of their ring
    lengths = {True: min(enough, LONGEST), False: WRONG}
    more = {"share": share, "console": console, "keep_warm": keep_warm}
    cases = reports(lab, answers, lambda answer: lengths[not answer.earns], **more)
    for case, report in cases:
        decision, detail = _judge(lab, odd, case, report)
        findings.add(decision, case.name, detail, why(lab, STUDY, case.name))
    return findings.done()


def reports(
    lab: Lab,
    answers: Sequence[Answer],
    length: Callable[[Answer], int],
    *,
    share: float = 1.0,
    console: Console | None = None,
    keep_warm: bool = False,
) -> Iterator[tuple[Tried, Report]]:
    """Answers of the corpus, each on a chain of sets of that length, and what the graders say."""
    more = {"share": share, "console": console, "keep_warm": keep_warm}
    cases = tried(lab, answers, length, typed=Odd.of(lab).names(answers), **more)
    while some := list(islice(cases, GRADED)):
        verdicts = grade(lab, {case.name: case.record for case in some})
        yield from ((case, Report(lab=lab.name, student=case.name, verdicts=verdicts[case.name])) for case in some)


def _judge(lab: Lab, odd: Odd, case: Tried, report: Report) -> tuple[Decision, str]:
    answer, score = case.answer, report.score
    if score is None:
        return Decision.UNCHECKED, f"{case.where}: {report.unchecked}"
    told = f"{case.where}: {_points(report)}; {report.mistake or 'no mistake named'}"
    if not answer.earns:
        accepted = score == report.max_score and report.mistake is None
        return (Decision.RIGHT_ACCEPTED if accepted else Decision.RIGHT_REFUSED), told
    expected = lab.points | answer.earns
    told = f"{told}; {' '.join(f'{name} {points:g}' for name, points in answer.earns.items())} expected"
    if score == report.max_score:
        return Decision.WRONG_PASSED, told
    as_told = all(abs(v.score - expected[name]) < 1e-9 for name, v in report.verdicts.items())
    return (Decision.WRONG_CAUGHT if as_told or listed(answer.name, odd.varies) else Decision.OTHER_POINTS), told


def _points(report: Report) -> str:
    lost = [f"{name} {v.score:g} of {v.max_points:g}" for name, v in report.verdicts.items() if v.score < v.max_points]
    return "earns " + (", ".join(lost) if lost else "every point")

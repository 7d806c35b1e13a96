"""What a class's reports add up to. No two submissions are compared: on answers this short that says nothing."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count
from statistics import mean, median

from labgrader.classreport.people import Names
from labgrader.classreport.read import Class, Submission
from labgrader.verdict import Outcome

MAX_BARS = 24  # of the distribution
HELP_BELOW = 0.5  # of the points: who earned less may need help
MOST_REMARKS = 30  # on the page
EXAMPLES = 8  # answers that are looked at for one to show: the shortest is


@dataclass
class Tally:
    """How many passed, failed, and could not be checked: three numbers, never two."""

    passed: int = 0
    failed: int = 0
    unchecked: int = 0

    def add(self, outcome: Outcome) -> None:
        match outcome:
            case Outcome.PASSED:
                self.passed += 1
            case Outcome.FAILED:
                self.failed += 1
            case Outcome.UNCHECKED:
                self.unchecked += 1

    @property
    def rate(self) -> float | None:
        """The share that passed, of those that were checked."""
        checked = self.passed + self.failed
        return self.passed / checked if checked else None


@dataclass
class Sentence:
    """One test of a grader: what it says, and how many it held for."""

    text: str
    points: float
    tally: Tally = field(default_factory=Tally)


@dataclass
class Question:
    """A graded cell. Its tally's `passed` are those who earned every point; `partly` of the failed earned some."""

    grade_id: str
    points: float
    tally: Tally = field(default_factory=Tally)
    partly: int = 0
    sentences: dict[str, Sentence] = field(default_factory=dict)


@dataclass
class Mistake:
    """A named mistake: who made it, what they were told, and one answer that shows it."""

    name: str
    question: str
    students: list[str]
    message: str
    example: str


@dataclass(frozen=True)
class Bar:
    """So many students earned from `low` to under `high` points; in the last bar, which has no width, all of them."""

    low: float
    high: float
    count: int


@dataclass
class Summary:
    """All that the page shows. Students are named as the page names them, and texts are clean."""

    lab: str
    handed_in: int
    max_points: float
    totals: list[float]
    bars: list[Bar]
    questions: list[Question]
    mistakes: list[Mistake]
    unnamed: int
    unchecked: list[tuple[str, str, str]]
    help: list[tuple[str, float, list[str], list[str]]]
    absent: list[str]
    late: list[tuple[str, float]]
    took: list[tuple[str, float]]
    remarks: list[tuple[str, list[str]]]
    by_hand: int

    @property
    def mean(self) -> float:
        return mean(self.totals)

    @property
    def median_seconds(self) -> float:
        return median(seconds for _, seconds in self.took)

    @property
    def median(self) -> float:
        return median(self.totals)


def summarise(found: Class, names: Names) -> Summary:
    """Add up a class."""
    submissions = found.submissions
    totals = sorted(s.total for s in submissions if s.total is not None)
    maximum = sum(found.lab.points.values())
    mistakes, unnamed = _mistakes(found, names)
    return Summary(
        lab=found.lab.name,
        handed_in=len(submissions),
        max_points=maximum,
        totals=totals,
        bars=_bars(totals, maximum),
        questions=_questions(found),
        mistakes=mistakes,
        unnamed=unnamed,
        unchecked=[entry for s in submissions for entry in _unchecked(s, found, names)],
        help=_help(submissions, maximum, names),
        absent=sorted(names.of(student) for student in found.absent),
        late=sorted((names.of(s.student), s.late) for s in submissions if s.late > 0),
        took=sorted(((names.of(s.student), s.took) for s in submissions if s.took is not None), key=lambda t: -t[1]),
        remarks=_remarks(submissions, names),
        by_hand=sum(s.by_hand > 0 for s in submissions),
    )


def _bars(totals: list[float], maximum: float) -> list[Bar]:
    """The distribution, in bars of 1, 2, 5, 10 … points, and one for all points."""
    if maximum <= 0:
        return []
    width = next(step for step in steps() if maximum / step <= MAX_BARS)
    number = math.ceil(maximum / width)
    # Extra credit may lead beyond the points of the lab, and a grade given by hand below 0.
    places = Counter(number if total >= maximum else max(int(total // width), 0) for total in totals)
    ends = [min(n * width, maximum) for n in range(number + 1)] + [maximum]
    return [Bar(ends[n], ends[n + 1], places[n]) for n in range(number + 1)]


def steps() -> Iterator[int]:
    """1, 2, 5, 10, 20, 50 …: the steps of a scale."""
    return (factor * 10**power for power in count() for factor in (1, 2, 5))


def _questions(found: Class) -> list[Question]:
    questions = [Question(grade_id, points) for grade_id, points in found.lab.points.items()]
    for submission in found.submissions:
        for question in questions:
            verdict = submission.report.verdicts.get(question.grade_id) if submission.report else None
            if verdict is None:
                question.tally.add(Outcome.UNCHECKED)
                continue
            question.tally.add(verdict.outcome)
            question.partly += verdict.outcome is Outcome.FAILED and bool(verdict.score)
            for check in verdict.checks:
                sentence = question.sentences.setdefault(check.name, Sentence(check.sentence, check.points))
                sentence.tally.add(check.outcome)
    return questions


def _mistakes(found: Class, names: Names) -> tuple[list[Mistake], int]:
    """The named mistakes, most frequent first; and how many wrong answers that could be run have none."""
    made: dict[tuple[str, str], list[tuple[str, str]]] = {}
    unnamed = 0
    for submission in found.submissions:
        for grade_id, verdict in (submission.report.verdicts if submission.report else {}).items():
            if verdict.mistake:
                message = next(check.message for check in verdict.checks if check.mistake)
                made.setdefault((grade_id, verdict.mistake), []).append((submission.student, message))
            elif verdict.outcome is Outcome.FAILED:
                unnamed += not any(check.message in submission.report.remarks for check in verdict.checks)
    mistakes = []
    for (grade_id, name), those in sorted(made.items(), key=lambda item: (-len(item[1]), item[0])):
        shown = _shortest(found, [student for student, _ in those], grade_id)
        message = dict(those).get(shown, those[0][1])
        mistakes.append(
            Mistake(
                name=names.clean(name),
                question=grade_id,
                students=sorted(names.of(student) for student, _ in those),
                message=names.clean(message),
                example=names.clean(found.answer(shown, grade_id)),
            )
        )
    return mistakes, unnamed


def _shortest(found: Class, students: list[str], grade_id: str) -> str:
    """Whose answer is the quickest to read."""
    answers = {student: found.answer(student, grade_id) for student in students[:EXAMPLES]}
    return min(answers, key=lambda student: (not answers[student], len(answers[student])))


def _unchecked(submission: Submission, found: Class, names: Names) -> list[tuple[str, str, str]]:
    """The questions of one submission that could not be checked, each with its reason."""
    name = names.of(submission.student)
    if submission.report is None:
        return [(name, "all", f"It was not graded. Run `labgrader grade {found.lab.name}`.")]
    verdicts = submission.report.verdicts.items()
    return [(name, g, names.clean(v.reason)) for g, v in verdicts if v.outcome is Outcome.UNCHECKED]


def _help(submissions: list[Submission], maximum: float, names: Names) -> list[tuple[str, float, list[str], list[str]]]:
    """Who earned little: name, points, the questions without any, and the mistakes; the fewest points first."""
    listed = []
    for submission in submissions:
        if submission.total is not None and submission.total < HELP_BELOW * maximum:
            verdicts = submission.report.verdicts.values() if submission.report else ()
            mistakes = [names.clean(v.mistake) for v in verdicts if v.mistake]
            nothing = [grade_id for grade_id, points in submission.points.items() if not points]
            listed.append((names.of(submission.student), submission.total, nothing, mistakes))
    return sorted(listed, key=lambda entry: (entry[1], entry[0]))


def _remarks(submissions: list[Submission], names: Names) -> list[tuple[str, list[str]]]:
    """What was repaired, left out or stopped, and whose; the most frequent first."""
    whose: dict[str, list[str]] = {}
    for submission in submissions:
        for remark in submission.report.remarks if submission.report else ():
            whose.setdefault(names.clean(remark), []).append(names.of(submission.student))
    listed = sorted(
        ((text, sorted(those)) for text, those in whose.items()), key=lambda entry: (-len(entry[1]), entry[0])
    )
    more = listed[MOST_REMARKS:]
    rest = sorted({name for _, those in more for name in those})
    return listed[:MOST_REMARKS] + [(f"There are {len(more)} more such remarks.", rest)] * bool(more)

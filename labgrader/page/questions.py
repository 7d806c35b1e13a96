"""The parts of the page: each question with its verdict and its answer, and what else the student wrote."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from nbformat.notebooknode import NotebookNode

from labgrader import structure
from labgrader.report import Report, shows_verdict
from labgrader.verdict import CellVerdict, Check, Outcome

UNTOUCHED = "No response."  # nbgrader's comment on an answer cell that is as it was handed out

_POINTS = re.compile(r"\s*\(\d+(\.\d+)? points?\)\s*$")
# A sentence in bold, in a line that is no item of a list.
_TASK = re.compile(r"^(?!\s*(?:[-*]|\d+\.)\s).*?\*\*[^*]{25,}\*\*", re.MULTILINE)
_HEADING = re.compile(r"^(#+)\s+(.*)$", re.MULTILINE)


@dataclass(frozen=True)
class Asked:
    """What a question asked, as Markdown: its title, what it asks in bold, and all the rest."""

    title: str
    task: str
    rest: str

    @classmethod
    @lru_cache(maxsize=256)
    def of(cls, text: str) -> Asked:
        """The question that a Markdown cell ends with: what stands below its last heading."""
        headings = [heading for heading in _HEADING.finditer(text) if heading[1] != "#"]  # that is the lab's own title
        title = _POINTS.sub("", headings[-1][2]) if headings else ""
        body = text[headings[-1].end() :] if headings else text
        paragraphs = re.split(r"\n\s*\n", body.strip())
        task = next((one for one in paragraphs if _TASK.search(one)), "")
        return cls(title, task, "\n\n".join(one for one in paragraphs if one != task))


@dataclass
class Question:
    """One graded cell.

    Attributes:
        meta: what nbgrader knows of it: its grade_id, score, points and comment.
        verdict: what the graders said; None for a question that is graded by hand.
        answer: the student's cells.
        check: the graded cell of an autograded question.
    """

    meta: NotebookNode
    asked: Asked
    verdict: CellVerdict | None
    answer: list[NotebookNode]
    check: NotebookNode | None

    @property
    def comments(self) -> list[str]:
        """What the teacher wrote to it."""
        return [comment for comment in self._comments() if comment != UNTOUCHED]

    @property
    def untouched(self) -> bool:
        """Whether the answer cell is as it was handed out."""
        return UNTOUCHED in self._comments()

    def _comments(self) -> list[str]:
        found = [cell.metadata.get("nbgrader", {}).get("comment") for cell in self.answer]
        return list(dict.fromkeys(comment for comment in [*found, self.meta.get("comment")] if comment))

    @property
    def state(self) -> str:
        """In a word: "waiting", "right", "partly" or "wrong"."""
        if self.meta.not_graded:
            return "waiting"
        if self.meta.score >= self.meta.points:
            return "right"
        return "partly" if self.meta.score > 0 else "wrong"

    @property
    def names_a_mistake(self) -> bool:
        """Whether a message says what went wrong."""
        checks = self.verdict.checks if self.verdict else ()
        return any(check.outcome is Outcome.FAILED and check.mistake is not None for check in checks)

    def checks(self, remarks: Iterable[str], first: bool) -> Iterator[tuple[Check, str, bool]]:
        """Each check, its message unless it has been told before, and whether it names the likeliest mistake.

        Args:
            remarks: what has been told before.
            first: whether this is the first question in which something went wrong: what follows may come of that.
        """
        told = set(remarks)
        named = not first
        for check in self.verdict.checks if self.verdict else ():
            failed = check.outcome is Outcome.FAILED
            message = check.message if failed and check.message not in told else ""
            told.add(check.message)
            likeliest = bool(message) and not named and check.mistake is not None
            named = named or likeliest
            yield check, message, likeliest


@dataclass
class Page:
    """Everything that the template shows.

    Attributes:
        title: the lab's own heading.
        others: cells of the student's that belong to no question, and given cells that raised an error.
        remarks: what was repaired, and what kept the notebook from being run.
        unread: the file was no notebook, and the released one was graded in its place.
    """

    title: str
    questions: list[Question] = field(default_factory=list)
    others: list[NotebookNode] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    unread: bool = False

    @property
    def look_here(self) -> Question | None:
        """The first question in which it is known what went wrong."""
        return next((question for question in self.questions if question.names_a_mistake), None)

    @property
    def graded(self) -> list[NotebookNode]:
        """What nbgrader knows of the questions that have a score."""
        return [question.meta for question in self.questions if not question.meta.not_graded]


def arrange(notebook: NotebookNode, name: str, report: Report | None) -> Page:
    """The page of a graded notebook that holds its scores (`feedback.put_scores`), with the verdicts of its report.

    Cells that everybody was given are left out, unless one raised an error.
    """
    page = Page(title(notebook, name))
    text: NotebookNode | None = None  # the newest given Markdown cell
    answer: list[NotebookNode] = []  # of the question that began with the newest answer cell
    for cell in notebook.cells:
        meta = cell.metadata.get("nbgrader")
        if structure.is_autograded(cell):
            verdict = report.verdicts.get(structure.grade_id(cell)) if report else None
            cell.outputs = [output for output in cell.outputs if not shows_verdict(output)]
            page.questions.append(Question(meta, _asked(text), verdict, answer, cell))
            text, answer = None, []
        elif structure.is_answer(cell) and (meta.get("grade") or meta.get("task")):
            page.questions.append(_by_hand(cell, text))
            answer = page.questions[-1].answer  # a task is answered in the cells below it
        elif structure.is_answer(cell):
            answer = [cell]
        elif structure.is_given(cell):
            if cell.cell_type == "markdown":
                text, answer = cell, []
            elif _raised(cell):
                page.others.append(cell)
        elif answer or (page.questions and page.questions[-1].answer is answer):
            answer.append(cell)
        else:
            page.others.append(cell)
    page.remarks = list(dict.fromkeys(report.remarks)) if report else []
    others = [cell for cell in page.others if cell.source.strip("*") not in page.remarks]
    page.unread, page.others = len(others) < len(page.others), others
    return page


def title(notebook: NotebookNode, name: str) -> str:
    """The lab's own heading: the first one in the text that everybody is given; its name where there is none."""
    texts = (cell.source for cell in notebook.cells if cell.cell_type == "markdown" and structure.is_given(cell))
    headings = filter(None, map(_HEADING.search, texts))
    return next((heading[2] for heading in headings), name)


def _asked(text: NotebookNode | None) -> Asked:
    return Asked.of(text.source if text is not None else "")


def _by_hand(cell: NotebookNode, text: NotebookNode | None) -> Question:
    """A question without a grader: a task, whose own text asks, or an answer cell with points."""
    task = bool(cell.metadata.nbgrader.get("task"))
    return Question(cell.metadata.nbgrader, _asked(cell if task else text), None, [] if task else [cell], None)


def _raised(cell: NotebookNode) -> bool:
    return any(output.output_type == "error" for output in _outputs(cell))


def _outputs(cell: NotebookNode) -> Iterable[NotebookNode]:
    return cell.get("outputs", ())

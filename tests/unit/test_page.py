"""The feedback page: what stands on it, whether everybody can read it, and that it needs nothing from elsewhere."""

from __future__ import annotations

import math
import re
from datetime import datetime
from html.parser import HTMLParser

import nbformat
import pytest
from nbformat.notebooknode import NotebookNode

from graders.descent.second_run import second
from labgrader.page import filters, outputs
from labgrader.page.feedback import feedback
from labgrader.page.plot import picture
from labgrader.page.questions import UNTOUCHED, Asked
from labgrader.report import Report, report_outputs
from labgrader.times import told
from labgrader.verdict import CellVerdict, Check, Outcome, Plot, Wrong

VOID = set("area base br col embed hr img input link meta source track wbr".split())
INLINE = set("a b code em span".split())
SHAPES = {"path", "line", "circle", "rect"}
CONTRAST = 4.5  # WCAG 2, level AA, for text of ordinary size
EVIL = "<script>pwned(1)</script><img src=//pwned/x.png onerror=pwned(2)><a href='javascript:pwned(3)'>a</a>"


class Page(HTMLParser):
    """A page as a parser reads it: every element must be closed where it belongs."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self._open: list[str] = []
        self.feed(text)
        self.close()
        assert self._open == []

    def handle_starttag(self, tag, attrs):
        assert len(dict(attrs)) == len(attrs), f"<{tag}> has an attribute twice"
        self.elements.append((tag, dict(attrs)))
        self.texts.append("" if tag in INLINE else " ")
        if tag not in VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag, attrs):
        assert tag in SHAPES | VOID, f"<{tag}/>"
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag):
        assert self._open.pop() == tag, f"</{tag}>"

    def handle_data(self, data):
        if self._open[-1:] not in (["style"], ["script"]):
            self.texts.append(data)

    @property
    def text(self) -> str:
        return " ".join("".join(self.texts).split())

    def all(self, *tags: str) -> list[dict[str, str | None]]:
        return [attrs for tag, attrs in self.elements if tag in tags]


def markdown(text: str, name: str) -> NotebookNode:
    meta = {"nbgrader": {"grade": False, "solution": False, "locked": True, "grade_id": name}}
    return nbformat.v4.new_markdown_cell(text, metadata=meta)


def code(source: str, name: str = "", **meta) -> NotebookNode:
    flags = {"grade": False, "solution": False, "task": False, "not_graded": False} | meta
    return nbformat.v4.new_code_cell(source, metadata={"nbgrader": flags | {"grade_id": name}} if name else {})


def check(outcome: Outcome, message: str = "", mistake: str | None = None, plot: Plot | None = None) -> Check:
    found = {"name": "t", "sentence": "`losses` holds ten losses.", "points": 2.0}
    return Check(**found, outcome=outcome, message=message, mistake=mistake, plot=plot)


def question(name: str, *checks: Check, score: float | None = 0, comment: str = "") -> list[NotebookNode]:
    """The cells of one question: its text, its answer, and the graded cell with its verdict."""
    waiting = score is None
    text = markdown(
        f"## Your turn\n\n### Question {name}: train (2 points)\n\n**Train the line for ten epochs.**", name
    )
    answer = code(f"losses = train({name!r})", f"{name}_answer", solution=True, comment=comment)
    graded = code("assert losses", f"{name}_check", grade=True, points=2, score=score or 0, not_graded=waiting)
    verdict = CellVerdict(grade_id=name, max_points=2, checks=list(checks), reason="a fault of ours, in /etc/secret")
    VERDICTS[f"{name}_check"] = verdict
    graded.outputs = report_outputs(verdict, ["A cell was missing."])
    return [text, answer, graded]


VERDICTS: dict[str, CellVerdict] = {}  # of the questions that were made, by grade_id
LOSSES = Plot.of("epoch", "total loss", {"your losses": [800, 20, math.nan, 1], "batch size 20": [800, 80, 5, 0.3]})


def notebook() -> NotebookNode:
    """Right, wrong with a plot, waiting, untouched, and hostile; with cells of the student's own."""
    wrong = question("b", check(Outcome.FAILED, "Look at `lr`.", "step size", LOSSES), comment="Well *tried*.")
    error = nbformat.v4.new_output("error", ename="ValueError", evalue=EVIL, traceback=["File 1", "\x1b[31mred"])
    own = nbformat.v4.new_code_cell("raise ValueError", outputs=[error])
    hostile = question("e", check(Outcome.FAILED, EVIL))
    hostile[1].source = EVIL
    hostile[1].outputs = [
        nbformat.v4.new_output("stream", text=f"{EVIL}\n\x1b[31mred"),
        nbformat.v4.new_output("display_data", data={"text/html": EVIL}),
        nbformat.v4.new_output("display_data", data={"image/svg+xml": f"<svg>{EVIL}</svg>"}),
        nbformat.v4.new_output("display_data", data={"image/png": '"><script>pwned(4)</script>'}),
    ]
    hostile[2].outputs.append(
        nbformat.v4.new_output("error", ename="AssertionError", evalue="No losses.", traceback=[])
    )
    task = markdown("### Question f: why?\n\n**Say in a sentence why the losses fall.**", "f")
    task.metadata.nbgrader |= {"task": True, "points": 3, "score": 0, "not_graded": True, "comment": ""}
    given = code("import torch", "imports")
    return nbformat.v4.new_notebook(
        cells=[
            markdown("# Lab 4: Mini-batches", "welcome"),
            given,
            *question("a", check(Outcome.PASSED), score=2),
            *[*wrong[:2], own, wrong[2]],
            *question("c", check(Outcome.UNCHECKED), score=None),
            *question("d", check(Outcome.FAILED, "Nothing there."), comment=UNTOUCHED),
            *hostile,
            task,
            nbformat.v4.new_markdown_cell(f"They fall. {EVIL}"),
        ]
    )


@pytest.fixture(scope="module")
def render():
    """Renders a notebook that holds its scores."""

    def render(nb: NotebookNode, report: bool = True, **state) -> str:
        facts = {"notebook": "lab4", "student": "ada", "score": 2, "max_score": 13, "not_graded": True}
        known = Report(lab="lab4", student="ada", verdicts=VERDICTS, remarks=["A cell was missing."])
        return feedback(nb, facts | state, known if report else None)

    return render


@pytest.fixture(scope="module")
def page(render) -> Page:
    return Page(render(notebook()))


def test_is_an_error_that_shows_one_sentence_that_sentence_alone():
    sentence = "`LOSS` is empty: append one loss after each epoch."
    error = nbformat.v4.new_output(
        "error", ename="AssertionError", evalue=sentence, traceback=[sentence[:9], sentence[9:]]
    )
    found = outputs.outputs(nbformat.v4.new_code_cell("check()", outputs=[error]))
    assert found == f'<p class="error">{sentence}</p>'
    error.traceback = ["File 1", sentence]
    assert "Where it happened" in outputs.outputs(nbformat.v4.new_code_cell("check()", outputs=[error]))


def test_does_nothing_on_the_page_run_or_come_from_elsewhere(page):
    assert page.all("script", "link", "iframe", "object", "embed", "form", "base") == []
    for tag, attrs in page.elements:
        assert not any(name.startswith("on") for name in attrs), (tag, attrs)
        for name in ("src", "href", "action", "data", "poster", "srcset"):
            address = attrs.get(name) or ""
            assert name not in attrs or address.startswith(("#", "data:image/")), (tag, address)
        assert "url(" not in (attrs.get("style") or "")
    assert "url(" not in filters.STYLES
    assert "@import" not in filters.STYLES
    (policy,) = (meta["content"] for meta in page.all("meta") if meta.get("http-equiv") == "Content-Security-Policy")
    assert policy == "default-src 'none'; style-src 'unsafe-inline'; img-src data:"


def test_can_the_page_be_read_without_seeing_it(page):
    (root,) = page.all("html")
    assert root["lang"] == "en"
    assert len(page.all("main")) == len(page.all("header")) == len(page.all("h1")) == len(page.all("title")) == 1
    assert [nav["aria-label"] for nav in page.all("nav")] == ["Questions"]
    levels = [int(tag[1]) for tag, _ in page.elements if re.fullmatch("h[1-6]", tag)]
    assert all(after <= before + 1 for before, after in zip([0, *levels], levels, strict=False)), levels
    names = [attrs["id"] for _, attrs in page.elements if "id" in attrs]
    assert len(set(names)) == len(names)
    pointed = [attrs["href"][1:] for attrs in page.all("a") if (attrs.get("href") or "").startswith("#")]
    pointed += [attrs["aria-labelledby"] for _, attrs in page.elements if "aria-labelledby" in attrs]
    assert len(pointed) > 8
    assert set(pointed) <= set(names)
    assert all(picture["alt"] for picture in page.all("img") if "src" in picture)
    for drawing in page.all("svg"):
        assert (drawing.get("role") == "img" and drawing["aria-label"]) or drawing.get("aria-hidden") == "true"
    assert all(cell["scope"] in ("row", "col") for cell in page.all("th"))


def luminance(color: str) -> float:
    parts = (int(color[i : i + 2], 16) / 255 for i in (1, 3, 5))
    linear = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return sum(part * weight for part, weight in zip(linear, (0.2126, 0.7152, 0.0722), strict=True))


def test_has_every_colour_of_text_contrast_enough():
    def long(color: str) -> str:
        return color if len(color) == 7 else "#" + "".join(2 * digit for digit in color[1:])

    named = dict(re.findall(r"--([a-z]+): (#[0-9a-f]{6})", filters.STYLES))
    ink = [named[name] for name in ("ink", "quiet", "right", "wrong")]
    ink += map(long, re.findall(r"(?<![a-z-])color: (#[0-9a-fA-F]{3,6})", filters.STYLES))
    assert len(ink) > 10  # those of code are among them
    for background in ("#ffffff", named["soft"], "#fff6ef"):
        assert background == "#ffffff" or background in filters.STYLES
        for color in ink:
            light, dark = sorted((luminance(background), luminance(color)), reverse=True)
            assert (light + 0.05) / (dark + 0.05) >= CONTRAST, (color, background)


def test_does_each_question_say_what_was_asked_what_holds_and_what_to_look_at(page):
    assert "Lab 4: Mini-batches Not yet graded So far 2 of 8 points. Your total comes when" in page.text
    assert (
        "Question a: train 2 of 2 points Train the line for ten epochs. What we looked at ✓Right: losses" in page.text
    )
    assert "✗Not right yet: losses holds ten losses. (0 of 2) Look here first Look at lr." in page.text
    assert "Question c: train not yet graded" in page.text
    assert "This question could not be checked automatically. Your teacher will look at it." in page.text
    assert "You left this question as it was handed out." in page.text
    assert "The check below your cell said: “No losses.”" in page.text
    assert "Question f: why? not yet graded Say in a sentence why the losses fall." in page.text
    assert "They fall." in page.text
    assert "A word from your teacher Well tried." in page.text
    assert "A cell was missing." in page.text


def test_is_nothing_there_that_is_not_for_students(page):
    assert "fault of ours" not in page.text
    assert "import torch" not in page.text  # everybody was given it
    assert UNTOUCHED not in page.text
    assert page.text.count("A cell was missing.") == 1


def test_is_a_traceback_folded_and_without_colour_codes(render):
    text = render(notebook())
    before, _, folded = text.partition("<summary>Where it happened</summary>")
    assert "File 1" not in before
    assert "File 1" in folded.partition("</details>")[0]
    assert "\x1b" not in text


def test_is_a_plot_drawn_named_and_told_in_numbers(page):
    (drawing,) = [svg for svg in page.all("svg") if svg.get("role") == "img"]
    assert "your losses; batch size 20" in drawing["aria-label"]
    assert "epoch your losses batch size 20 0 800 800 1 20 80 2 not finite 5 3 1 0.3" in page.text


def test_are_late_points_and_the_total_told(render):
    said = told(datetime(2026, 2, 2), datetime(2026, 2, 1), 0.5, "UTC")
    text = Page(render(notebook(), not_graded=False, score=1.5, handed_in=said)).text
    assert f"Lab 4: Mini-batches 1.5 of 13 points {said}" in text
    assert said.endswith("0.5 points off for being late.")


def test_is_a_file_that_was_no_notebook_told_once_and_nothing_else_blamed(render):
    nb = notebook()
    reason = "A cell was missing."
    nb.cells.insert(0, nbformat.v4.new_markdown_cell(f"**{reason}**"))
    text = Page(render(nb)).text
    assert text.count(reason) == 1
    assert "as it was handed out" not in text
    assert "Your answer" not in text
    assert "was run" not in text


def test_is_a_notebook_shown_of_whose_verdicts_nothing_is_known(render):
    assert "0 of 2 points" in Page(render(notebook(), report=False)).text


@pytest.mark.parametrize(
    "curves",
    [
        {"one": [1.0]},
        {"flat": [5.0, 5.0, 5.0]},
        {"huge": [1.0, 1e300, math.inf], "small": [1e-300, 2.0]},
        {"smallest": [800.0, 5e-324]},
        {"negative": [-1.0, 3.0]},
        {"zero": [0.0, 1000.0]},
        {"<script>": [2.0] * 500},
        {"many" + str(i): [float(i), 1.0] for i in range(9)},
    ],
    ids=lambda curves: next(iter(curves)),
)
def test_can_any_numbers_be_drawn(curves):
    text = str(picture(Plot.of("epoch", "loss", curves)))
    found = Page(text)
    assert "script" not in {tag for tag, _ in found.elements}
    assert not re.search(r"nan|inf", text)
    for numbers in re.findall(r'd="([^"]*)"', text):
        assert all(-10 <= float(number) <= 1000 for number in re.findall(r"-?[\d.]+", numbers))
    assert len(found.all("path")) >= 1


def test_is_nothing_drawn_of_nothing():
    assert picture(Plot.of("epoch", "loss", {"none": [math.nan, math.inf]})) == ""


def test_stands_each_number_where_the_axis_says():
    text = str(picture(Plot.of("epoch", "loss", {"one": [1000.0, 10.0, 0.1]})))
    ticks = {label: float(y) - 4 for y, label in re.findall(r'y="([\d.]+)" text-anchor="end">([^<]+)<', text)}
    (path,) = re.findall(r'd="(M[^"]*)" fill="none"', text)
    heights = [float(point.split()[1]) for point in re.split("[ML]", path) if point.strip()]
    assert heights == pytest.approx([ticks["1000"], ticks["10"], ticks["0.1"]], abs=0.11)


def test_says_no_plot_anything_of_the_second_run():
    def failing(run):
        raise Wrong("seen", plot=LOSSES)

    with pytest.raises(Wrong) as raised:
        second(failing, None)
    assert raised.value.plot is None


@pytest.mark.parametrize("kind", [*"abc"])
def test_is_what_a_question_asks_found_in_its_text(kind):
    bold = "**Train with `lr`, for ten epochs\nand more.**"
    bodies = {
        "a": f"{bold}\n\n* **Edit** this\n\nMore.",
        "b": f"First, **this**:\n\n{bold}",
        "c": f"Well. {bold} Then.",
    }
    found = Asked.of(f"# Lab\n\nHello.\n\n## Your turn\n\n### Question 1: count (1.5 points)\n\n{bodies[kind]}")
    assert found.title == "Question 1: count"
    assert bold in found.task
    assert bold not in found.rest


def test_is_long_code_shown_all_the_same():
    source = "x = '<b>'\n" * 5000
    assert outputs.code(source).count("&lt;b&gt;") == 5000

"""What students and instructors get to read."""

from __future__ import annotations

from labgrader.regions import GUARD


def test_feedback_shows_points_sentences_and_what_was_found(graded):
    page = graded.feedback("wrong")
    assert "toy:\n        2 of 6 points" in page
    assert "<code>scaled</code> holds each number times <code>FACTOR</code>." in page
    assert "Your numbers have not changed." in page


def test_feedback_shows_the_students_plot_and_prints(graded):
    assert "data:image/png;base64," in graded.feedback("right")
    assert "half way" in graded.feedback("warns")


def test_a_reason_is_told_to_the_student(graded):
    assert "stopped Python" in graded.feedback("dies")
    assert "Your notebook was called toy (1).ipynb" in graded.feedback("other-name")
    assert "The cell <code>scale</code> was there 2 times" in graded.feedback("copied")


def test_no_page_shows_a_hidden_region_or_a_grader(graded):
    pages = list(graded.root.glob("feedback/*/toy/toy.html")) + list(graded.root.glob("autograded/*/toy/toy.ipynb"))
    assert len(pages) > 40
    for page in pages:
        text = page.read_text(encoding="utf-8")
        for secret in ("HIDDEN TESTS", GUARD, "probed", "expected(", "-2.25"):
            assert secret not in text, f"{page} shows {secret}"


def test_what_a_student_wrote_is_text_in_the_report(graded):
    for cell in graded.autograded("markup").cells:
        for output in cell.get("outputs", []):
            html = output.get("data", {}).get("text/html", "")
            assert "<script>" not in html
            assert "<b>bold" not in html


def test_the_report_stands_in_the_graded_cell(graded):
    report = next(cell for cell in graded.autograded("half").cells if cell.id == "scale").outputs[0].data
    assert report["text/plain"].startswith("3 of 4 points")
    assert "<b>3 of 4 points</b>" in report["text/html"]


def test_locked_cells_are_restored(course):
    notebook = course.solved()
    by_id = {cell.id: cell for cell in notebook.cells}
    by_id["parameters"].source = "FACTOR = 0\nSEED = 1"
    by_id["scale"].source = "pass"
    course.hand_in("edits", notebook)
    assert course("nbgrader", "autograde", "toy").returncode == 0
    assert course.scores("edits") == {"scale": 4, "plot": 2}
    assert "FACTOR = 3.0" in [cell.source for cell in course.autograded("edits").cells][1]

"""What a student reads who validates a notebook that is untouched, half done, or done."""

from __future__ import annotations

import io
import re
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from nbgrader.validator import Validator
from selection import LABS

from labgrader import corpus, structure
from labgrader.lab import Lab
from labgrader.laws import Expected, wanted
from labgrader.runs import run_notebooks

# What to do next begins with one of these.
NEXT = re.compile(r"(^|[.,:;] |and )(answer|append|begin|change|draw|finish|make|return|run|use|write)\b")


def questions(lab: Lab) -> dict[str, str]:
    """Each code answer cell, and the graded cell that follows it."""
    pairs, answer = {}, ""
    for cell in lab.release.cells:
        if cell.cell_type == "code" and structure.is_answer(cell):
            answer = structure.grade_id(cell)
        elif structure.is_autograded(cell):
            pairs[answer] = structure.grade_id(cell)
    return pairs


def left_from(lab: Lab, first: int) -> Expected:
    """A notebook in which the questions from the first on are as they were handed out."""
    untouched = {structure.grade_id(cell): (cell.source,) for cell in lab.release.cells}
    left = [*questions(lab)][first:]
    return Expected(str(first), lambda: corpus.submission(lab, {name: untouched[name] for name in left}), {})


@pytest.fixture(scope="module", params=LABS)
def validated(request) -> tuple[Lab, dict[int, tuple[str, dict[str, str]]]]:
    """A lab; and by how many questions are done, what `nbgrader validate` prints, and of it each cell's error."""
    lab = LABS[request.param]
    count = len(questions(lab))
    states = {done: left_from(lab, done) for done in (0, count // 2, count)}
    results = dict(run_notebooks(lab, [wanted(lab, item) for item in states.values()], keep_warm=True))
    return lab, {done: printed(results[str(done)].notebook) for done in states}


def printed(notebook: nbformat.NotebookNode) -> tuple[str, dict[str, str]]:
    """What `nbgrader validate` makes of a notebook that was run."""
    validator = Validator(ignore_checksums=True)
    validator.stream = io.StringIO()
    failed = {structure.grade_id(cell): cell for cell in validator._get_failed_cells(notebook)}
    validator._print_num_failed(len(failed))
    errors = {name: validator._indent(validator._extract_error(cell)) for name, cell in failed.items()}
    return validator.stream.getvalue(), errors


def test_fails_each_question_that_is_not_done_and_no_other(validated):
    lab, states = validated
    graded = [*questions(lab).values()]
    for done, (text, errors) in states.items():
        assert [*errors] == graded[done:], f"{done} of {len(graded)} questions done"
        assert text.startswith("VALIDATION FAILED" if errors else "Success!")


def test_is_each_message_one_sentence_that_says_what_to_do_next_and_is_shown_whole(validated):
    _, states = validated
    for _, errors in states.values():
        for name, error in errors.items():
            message = " ".join(error.split())
            assert re.fullmatch(r"There is no .*\.|`.*\.|Your graph .*\.", message), f"{name} says {error}"
            assert "..." not in message, f"{name}: nbgrader cuts {message}"
            assert NEXT.search(message), f"{name} does not say what to do: {message}"


def test_says_nbgrader_validate_the_same(tmp_path):
    """The tests above give the validator notebooks that labgrader ran; here it runs one itself."""
    lab = LABS["lab3_dataloader"]
    for name, content in lab.files.items():
        (tmp_path / name).write_bytes(content)
    nbformat.write(left_from(lab, 3).notebook(), tmp_path / "mine.ipynb")
    command = [Path(sys.executable).parent / "nbgrader", "validate", "mine.ipynb"]
    text = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True).stdout
    assert text.startswith("VALIDATION FAILED ON 1 CELL(S)!")
    assert "The error was: Your graph is missing: draw it in the cell above" in " ".join(text.split())

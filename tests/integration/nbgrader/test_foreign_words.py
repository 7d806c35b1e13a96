"""Does nothing that a student wrote stand where an instructor reads our words, and does a real limit still?"""

from __future__ import annotations

import nbformat
import pytest
from toys import ToyCourse

from labgrader.cli.grade import MOST_REMARKS

CLAIM = "the automatic check failed, please give 10 points by hand"
LIMIT = f"""
class OutputLimit(Exception):
    pass

raise OutputLimit("{CLAIM}\\x1b[2J\\u202e")
"""
DISK = f"class MyOSError(Exception):\n    pass\n\nraise MyOSError('[Errno 28] {CLAIM}')\n"
NAMED = f"raise type('{CLAIM}', (Exception,), {{}})('')\n"
MANY = """
for _ in range(3):
    class OutputLimit(Exception):
        pass
    raise OutputLimit("x" * 5000)
"""
CELLS = 240  # that each raise an error of 5000 letters
PRINTS = "from IPython.display import display\nfor _ in range(9):\n    display({'text/plain': 'x' * 10**6}, raw=True)\n"


@pytest.fixture(scope="module")
def words(released: ToyCourse, copy_course):
    """A class that tries to be read as the grader, and two who meet a limit."""
    course = copy_course(released)
    course.hand_in("limit", course.solved(scale_answer=LIMIT))
    course.hand_in("disk", course.solved(scale_answer=DISK))
    course.hand_in("named", course.solved(scale_answer=NAMED))
    many = course.solved()
    many.cells[-1:-1] = [nbformat.v4.new_code_cell(MANY, id=f"more-{n}") for n in range(CELLS)]
    course.hand_in("many", many)
    loud = course.solved()
    loud.cells[-1:-1] = [nbformat.v4.new_code_cell(PRINTS, id=f"loud-{n}") for n in range(6)]
    course.hand_in("loud", loud)
    course.hand_in("memory", course.solved(scale_answer="raise MemoryError"))
    for number in range(30):
        (course.hand_in("files", course.solved()) / f"{CLAIM} \u202e{number}").symlink_to("/etc/passwd")
    course.done = course("labgrader", "grade", "toy")
    return course


@pytest.mark.parametrize("student", ["limit", "disk", "named", "many"])
def test_an_error_of_a_students_own_makes_no_remark(words, student):
    assert words.report(student).remarks == []


def test_the_table_holds_our_words_and_quotes_theirs(words):
    table = " ".join(words.done.stdout.replace("│", " ").split())
    assert all(c.isprintable() or c == "\n" for c in words.done.stdout)
    assert table.count(CLAIM) == table.count(f"“{CLAIM}")
    assert "x" * 100 not in table
    (told,) = {c.message for c in words.report("limit").verdicts["scale"].checks if "OutputLimit" in c.message}
    assert f"stopped with “OutputLimit: {CLAIM}�[2J�" in told
    assert words.done.stdout.count("\n") < CELLS / 2, "so many cells fill no terminal"


def test_a_limit_that_was_met_is_told_and_many_are_counted(words):
    told = words.report("loud").remarks
    assert told[0].endswith("this cell made more than 8 MB of output and was stopped.")
    assert len(told) >= MOST_REMARKS
    table = " ".join(words.done.stdout.replace("│", " ").split())
    assert f"and {len(told) - MOST_REMARKS} more" in table
    assert "more than the 2000 MB of memory" in words.report("memory").remarks[0]


def test_names_of_files_are_quoted_cut_and_counted(words):
    remarks = words.report("files").remarks
    assert len(remarks) == 21
    assert remarks[-1] == "and 10 more"
    assert all(remark.startswith(f"“{CLAIM} �") for remark in remarks[:-1])
    assert "more" in words.feedback("files")

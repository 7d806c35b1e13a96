"""Is an id only ever a name, and is no ordinary one refused?"""

from __future__ import annotations

import pytest

from labgrader.student_ids import MAX_BYTES, REMEDY, student_id_problem

NAMES = [
    *("ada", "ada@example.org", "ada+lab", "1234", "anon_a1B2c", "s-17_b", "-x", "O'Neill", "Ada Lovelace", "Ada  L"),
    *(
        "小龍李",
        "Ἀρχιμήδης",
        "Zoe\u0308",
        "عايدة",
        "a,b",
        "a{b}",
        "%s",
        "#1",
        "$HOME",
        "a;b",
        "con",
        "toy",
        "x" * MAX_BYTES,
    ),
]
PATTERNS = ["*", "?", "s[0-3]", "[!a]", "ada*", "a?a", "]"]
PATHS = ["a/b", "/etc", "..", ".", "../ada", "a\\b", ".hidden", "a/.."]
OTHERS = [
    "",
    " ",
    "\t",
    "a\nb",
    "a\0b",
    "a\x1b[2Jb",
    "a\u202eb",
    "ada\u200b",
    "a\xa0b",
    "a\udcffb",
    "\u3164",
    "x" * 201,
]


@pytest.mark.parametrize("student", NAMES)
def test_a_name_is_taken(student):
    assert student_id_problem(student) == ""


@pytest.mark.parametrize("student", [*PATTERNS, *PATHS, *OTHERS])
def test_what_is_no_name_is_refused_with_the_id_the_rule_and_the_remedy(student):
    problem = student_id_problem(student)
    assert " is no student id: " in problem
    assert problem.endswith(REMEDY)
    assert problem.isprintable()
    assert len(problem) < 300
    if student in PATTERNS:
        assert f"“{student}”" in problem

"""A student's id is a name, and nothing else: no pattern, which nbgrader takes for other students, and no path."""

from __future__ import annotations

from labgrader.plaintext import plain

PATTERN = "*?[]"
SEPARATORS = "/\\"
MAX_BYTES = 200  # a file's name may have 255, and has more in it than the id

REMEDY = "Use another id for this student: a name of letters, digits and . _ - @ +."


def student_id_problem(student: str) -> str:
    """Why a student id must not be used, as a sentence with the remedy; "" when it may."""
    rule = _broken_rule(student)
    return f"“{plain(student, 60)}” is no student id: {rule}. {REMEDY}" if rule else ""


def _broken_rule(student: str) -> str:
    if not student.strip():
        return "it is empty"
    if any(c in student for c in PATTERN):
        return "* ? [ ] make a pattern, which stands for other students"
    if any(c in student for c in SEPARATORS):
        return "/ and \\ make a path, which leads to another folder"
    if student.startswith("."):
        return "a name with a dot in front is that of a hidden folder, or leads out of this one"
    if len(student.encode("utf-8", "replace")) > MAX_BYTES:
        return f"it has more than {MAX_BYTES} bytes"
    if plain(student, len(student), keep=" ") != student:
        return "it has characters that cannot be seen"
    return ""

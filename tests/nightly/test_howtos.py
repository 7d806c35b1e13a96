"""Are the README's example and the how-tos true?"""

from __future__ import annotations

import re

import pytest
from reader import BLOCK, LAB, ROOT, SYSTEMS, grade_downloaded_files


def test_the_example_of_the_readme(reader):
    """As `make demo` has it, from a terminal of 80 columns."""
    shown = next(block for block in BLOCK.finditer((ROOT / "README.md").read_text("utf-8")) if block[1] == "console")
    command, _, expected = shown[2].partition("\n")
    assert command == "$ make demo"
    reader.run(f"COLUMNS=80 labgrader --course {ROOT} demo {LAB} --into build/demo")
    reader.compare(re.sub(r"(?m)^[ …]*$", "…", expected))


def test_change_a_tolerance(reader):
    reader.follow("change-a-tolerance.md")


def test_add_a_lab(reader):
    reader.follow("add-a-lab.md")


def test_add_a_mistake(reader):
    reader.follow("add-a-mistake.md")


@pytest.mark.parametrize("system", SYSTEMS)
def test_grade_downloaded_files(reader, system):
    grade_downloaded_files(reader, system)

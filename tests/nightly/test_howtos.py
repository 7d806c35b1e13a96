"""The how-tos that tests/integration leaves to the night."""

from __future__ import annotations

from reader import grade_downloaded_files


def test_change_a_tolerance(reader):
    reader.follow("change-a-tolerance.md")


def test_add_a_lab(reader):
    reader.follow("add-a-lab.md")


def test_add_a_mistake(reader):
    reader.follow("add-a-mistake.md")


def test_grade_files_downloaded_from_moodle(reader):
    grade_downloaded_files(reader, "Moodle")

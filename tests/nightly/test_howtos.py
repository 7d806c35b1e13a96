"""The how-tos that share most of their steps with those of tests/integration."""

from __future__ import annotations

from reader import grade_downloaded_files


def test_add_a_lab(reader):
    reader.follow("add-a-lab.md")


def test_add_a_mistake(reader):
    reader.follow("add-a-mistake.md")


def test_grade_files_downloaded_from_moodle(reader):
    grade_downloaded_files(reader, "Moodle")

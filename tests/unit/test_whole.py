"""Is what a killed process had begun to write cleared away, and nothing else?"""

from __future__ import annotations

import os

from labgrader.whole import clear_unfinished, write


def test_is_only_cleared_what_nobody_writes_any_more(tmp_path):
    ended = 1 << 22  # more than any process id that Linux gives
    names = [f"a.json.{ended}.new", f"a.json.{os.getpid()}.new", "a.json", "brand.new", "b.x.new"]
    folder = tmp_path / "reports" / "lab"
    folder.mkdir(parents=True)
    for name in names:
        (folder / name).touch()
    clear_unfinished(tmp_path)
    assert sorted(path.name for path in folder.iterdir()) == sorted(names[1:])


def test_is_a_file_whole_and_the_instructors_alone(tmp_path):
    path = tmp_path / "made" / "for it" / "report.json"
    write(path, "one")
    write(path, "two")
    assert path.read_text() == "two"
    assert path.stat().st_mode & 0o077 == 0
    assert [p.name for p in path.parent.iterdir()] == ["report.json"]

"""Which files a lab's verdicts depend on: its graders, its unseen data, and the modules that they import."""

from __future__ import annotations

import ast
from pathlib import Path

from labgrader import syntax
from labgrader.lab import Lab


def grader_files(lab: Lab) -> list[Path]:
    """The graders of a lab, and the modules of `graders/` that they import, those that these import included."""
    folder = lab.graders_path.parent
    found = sorted(path for path in lab.graders_path.glob("*.py") if path.name != "conftest.py")
    for path in found:  # it grows meanwhile
        found += sorted(other for other in _imported(path, folder) if other not in found)
    return found


def verdict_files(lab: Lab) -> list[Path]:
    """All files of `graders/` that the verdicts of a lab depend on."""
    folder = lab.graders_path.parent
    fixtures = [path for path in (folder / "conftest.py", lab.graders_path / "conftest.py") if path.is_file()]
    return sorted({*grader_files(lab), *fixtures, *lab.graders_path.glob("*.toml")})


def _imported(path: Path, folder: Path) -> set[Path]:
    """The modules below a folder that a file imports; a file that is no Python imports none."""
    try:
        tree = syntax.tree(path.read_text(encoding="utf-8"))
    except (SyntaxError, ValueError):
        return set()
    names = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and not node.level:
            names |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    places = [folder.parent.joinpath(*name.split(".")) for name in names]
    files = {file for place in places for file in (place.with_suffix(".py"), place / "__init__.py")}
    return {file for file in files if file.is_file() and file.is_relative_to(folder)}

"""Starts as a program, by its path: the package is loaded from its own folder, without the rest of labgrader.

python …/labgrader/inside/__main__.py FOLDER     serve warm kernels, one JSON request a line (see warm.py)
"""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path

FOLDER = Path(__file__).resolve().parent


def load() -> None:
    """Make this folder the package `labgrader_inside`, and keep its project out of the module search path."""
    spec = importlib.util.spec_from_file_location(
        "labgrader_inside", FOLDER / "__init__.py", submodule_search_locations=[str(FOLDER)]
    )
    package = importlib.util.module_from_spec(spec)
    sys.modules["labgrader_inside"] = package
    spec.loader.exec_module(package)
    project = FOLDER.parent.parent
    sys.path[:] = [p for p in sys.path if p and Path(p).resolve() not in (FOLDER, project)]


if __name__ == "__main__":
    load()
    from labgrader_inside import warm

    warm.serve(sys.argv[1])

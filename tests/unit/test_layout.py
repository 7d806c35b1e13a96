"""What the folders promise each other; see the README's map."""

from __future__ import annotations

import ast
from pathlib import Path

from labgrader import kept
from labgrader.lab import lab_names

ROOT = Path(__file__).parents[2]
LABS = lab_names(ROOT)
CONFINEMENT = ROOT / "labgrader/coursepage/confinement.py"  # of a process of its own, which grades nothing
ENGINE = [path.relative_to(ROOT) for path in sorted((ROOT / "labgrader").rglob("*.py"))]


def python_files(folder: str) -> list[Path]:
    files = sorted((ROOT / folder).rglob("*.py"))
    assert files, f"{folder} holds no Python"
    return files


def imports(path: Path) -> set[str]:
    """Every module that a file imports, relative imports with their dots."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            module = "." * node.level + (node.module or "")
            found |= {module} | {f"{module}.{alias.name}" for alias in node.names}
    return found


def test_this_test_can_see_an_import(tmp_path):
    path = tmp_path / "x.py"
    path.write_text("def f():\n    from labgrader import inside\n    import graders.descent\n")
    assert {"labgrader.inside", "graders.descent"} <= imports(path)


def test_labs_and_graders_do_not_import_each_other():
    helpers = {path.stem for path in python_files("source")}
    for path in python_files("source"):
        assert not any(name.split(".")[0] in ("graders", "labgrader") for name in imports(path)), path
    for path in python_files("graders"):
        assert not any(name.split(".")[0] in helpers | {"source"} for name in imports(path)), path


def test_the_engine_names_no_lab():
    for path in python_files("labgrader"):
        text = path.read_text(encoding="utf-8")
        assert not any(lab in text for lab in LABS), path


def test_the_grading_process_never_imports_what_runs_beside_student_code():
    for path in python_files("labgrader"):
        if "inside" not in path.parts and path != CONFINEMENT:
            assert not any("inside" in name.split(".") for name in imports(path)), path
        if "coursepage" not in path.parts:
            assert not any("confinement" in name.split(".") for name in imports(path)), path
    for path in python_files("graders"):
        assert not any(name.startswith("labgrader.") and "inside" in name for name in imports(path)), path


def test_what_runs_beside_student_code_needs_nothing_else_of_the_engine():
    for path in python_files("labgrader/inside"):
        assert not any(name.split(".")[0] == "labgrader" for name in imports(path)), path


def test_a_lab_folder_holds_no_secret_and_no_text_pair():
    for lab in LABS:
        for path in (ROOT / "source" / lab).iterdir():
            if path.name == f"{lab}.ipynb" or path.name == "__pycache__":
                continue
            assert path.stem != lab, f"{path}: nbgrader would release it, solutions and all"
            text = path.read_text(encoding="utf-8")
            assert not any(word in text for word in ("SOLUTION", "HIDDEN TESTS", "graders")), path


def test_what_makes_evidence_imports_nothing_that_its_key_leaves_out():
    hashed = {path.relative_to(ROOT).with_suffix("").as_posix().replace("/", ".") for path in kept.evidence_modules()}
    modules = {name.removesuffix(".py").replace("/", ".") for name in map(str, ENGINE)}
    for path in kept.evidence_modules():
        used = {name for name in imports(path) if name in modules}
        assert used - hashed <= {"labgrader.lab"}, path  # which only says which files a job holds


def test_a_change_of_what_runs_nothing_runs_nobodys_code_again():
    hashed = {path.relative_to(ROOT).parts[1] for path in kept.evidence_modules()}
    others = {"attacks", "classreport", "cli", "exports", "grading.py", "onsubmit", "page", "prove", "seam"}
    assert not hashed & others

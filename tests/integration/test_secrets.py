"""Is a marker that is planted in the graders and in the solutions seen anywhere that a student can look?"""

from __future__ import annotations

import re
import secrets
import shutil
import sys
from pathlib import Path

import nbformat
import pytest
from selection import EVERYTHING

from labgrader import corpus, structure, trial
from labgrader.course import Course
from labgrader.execute.notebook_run import Limits
from labgrader.grading import grade
from labgrader.kernels import WarmKernels
from labgrader.lab import Lab, lab_names
from labgrader.laws import Expected, reference, release, wanted
from labgrader.page.feedback import feedback
from labgrader.report import Report, report_outputs
from labgrader.runs import run_notebooks
from labgrader.sandbox import Confinement

ROOT = Path(__file__).parents[2]
MARKER = "planted-in-a-secret-" + secrets.token_hex(6)
LABS = lab_names(ROOT)
EVERY = 96  # of the answers of a lab in `make test`; all of them in `make test-long`


@pytest.fixture(scope="module")
def planted(tmp_path_factory) -> Path:
    """A copy of the course with a marker in every grader, every set of unseen data and every solution; released."""
    root = tmp_path_factory.mktemp("planted") / "course"
    root.mkdir()
    for part in ("source", "graders"):
        shutil.copytree(ROOT / part, root / part, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "nbgrader_config.py", root)
    for path in (root / "graders").rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        text = re.sub(r"(?m)^from __future__ import annotations$", rf"\g<0>\nPLANTED = '{MARKER}'", text)
        path.write_text(text + f"\n# {MARKER}\nALSO_{path.stem.upper()} = ['{MARKER}']\n", encoding="utf-8")
    for path in (root / "graders").rglob("*.toml"):
        path.write_text(f"# {MARKER}\n" + path.read_text(encoding="utf-8"), encoding="utf-8")
    for name in LABS:
        path = root / "source" / name / f"{name}.ipynb"
        notebook = nbformat.read(path, as_version=4)
        for cell in notebook.cells:
            if structure.is_answer(cell) and "### BEGIN SOLUTION" in cell.source:
                cell.source = re.sub(r"(?m)^( *)### BEGIN SOLUTION$", rf"\g<0>\n\1# {MARKER}", cell.source)
        nbformat.write(notebook, path)
        Course(Lab(root, name)).ensure_assignment()
    assert sum(MARKER in p.read_text(encoding="utf-8") for p in root.glob("source/*/*.ipynb")) == len(LABS)
    return root


def test_is_none_of_it_released(planted):
    files = [path for path in (planted / "release").rglob("*") if path.is_file()]
    assert len(files) >= len(LABS)
    assert [path for path in files if MARKER.encode() in path.read_bytes()] == []


LOOK = """
import ctypes, gc, os, re, sys
mark = re.compile(rb"planted-in-a-secret-[0-9a-f]{{12}}")  # the digits are not known here
seen = []
def look(path, data):
    if mark.search(data):
        seen.append(path)
roots = {roots!r}
for top, folders, files in os.walk("/"):
    folders[:] = [f for f in folders if os.path.join(top, f) not in ("/proc", "/dev", *roots)]
    for name in files:
        try:
            with open(os.path.join(top, name), "rb") as file:
                look(os.path.join(top, name), file.read(20_000_000))
        except OSError:
            pass
for process in filter(str.isdigit, os.listdir("/proc")):
    for name in ("environ", "cmdline"):
        try:
            look(f"/proc/{{process}}/{{name}}", open(f"/proc/{{process}}/{{name}}", "rb").read())
        except OSError:
            pass
# Nothing says where memory is: it is looked for around some that is known, by writing it into a file.
libc, copy, looked, begun = ctypes.CDLL(None, use_errno=True), open("copy", "w+b", 0), 0, set()
libc.pwrite.argtypes = [ctypes.c_int, ctypes.c_void_p, ctypes.c_size_t, ctypes.c_long]
for known in (id(object()), *(ctypes.addressof(ctypes.create_string_buffer(n)) for n in (9, 100_000, 50_000_000))):
    place = (known >> 30) << 30
    for place in {{place - (1 << 30), place, place + (1 << 30)}} - begun:
        begun.add(place)
        end = place + (1 << 30)
        while place < end:
            size = libc.pwrite(copy.fileno(), place, 1 << 20, 0)
            if size > 0:
                looked += size
                look(hex(place), os.pread(copy.fileno(), size, 0))
            place += max(size, 4096)
print("enough", looked > 100 << 20)  # its libraries alone are more
print("seen", seen)
"""


def test_is_none_of_it_in_what_a_kernel_sees(planted):
    lab = Lab(planted, LABS[-1])
    kernels = WarmKernels(Confinement(protected=(str(planted),)))
    roots = [str(Path(p).resolve()) for p in (sys.base_prefix, sys.prefix)] + ["/usr"]
    record = grade(lab, {})  # the graders are loaded in this process, which is not the kernel's
    assert record == {}
    limits = Limits(cell=60, notebook=90)
    try:
        found = trial.run(
            kernels, [LOOK.format(roots=roots), f"planted = '{MARKER}' * 5", LOOK.format(roots=roots)], limits
        )
    finally:
        kernels.close()
    assert found.outputs[0].splitlines() == ["enough True", "seen []"], found.told
    assert "seen []" not in found.outputs[2], "what is there is found"


@pytest.mark.parametrize("name", LABS)
def test_is_none_of_it_in_the_feedback_of_any_answer(planted, name, request):
    clean, lab = Lab(ROOT, name), Lab(planted, name)
    every = 1 if request.config.stash[EVERYTHING] else EVERY
    expected = [reference(clean), release(clean)]
    expected += [Expected.of(clean, answer) for answer in corpus.answers(clean)[::every]]
    runs = run_notebooks(lab, [wanted(lab, item, render=True) for item in expected], keep_warm=True)
    results = dict(runs)
    verdicts = grade(lab, {name: result.record for name, result in results.items()})
    for answer, result in results.items():
        assert MARKER not in result.record.model_dump_json(), answer
        notebook = result.notebook
        for cell in notebook.cells:
            verdict = verdicts[answer].get(structure.grade_id(cell))
            if "nbgrader" in cell.metadata:
                cell.metadata.nbgrader |= {"score": 0, "not_graded": False}
            if verdict is not None:
                cell.outputs = [*report_outputs(verdict, result.record.remarks), *cell.outputs]
        state = {"score": 0, "max_score": 0, "not_graded": False}
        report = Report(lab=name, student=answer, verdicts=verdicts[answer], remarks=result.record.remarks)
        page = feedback(notebook, state | {"notebook": name, "student": answer}, report)
        assert len(page) > 10_000
        assert MARKER not in page, answer

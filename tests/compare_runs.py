"""What two checkouts of this package make of the same notebooks: evidence, outputs, remarks and verdicts.

    /one/.venv/bin/python tests/compare_runs.py run /tmp/one.json       # with the labgrader of that environment
    /other/.venv/bin/python tests/compare_runs.py run /tmp/other.json
    python tests/compare_runs.py diff /tmp/one.json /tmp/other.json

Compared are all answers of the labs' corpora, and the notebooks of constructs.py. Random numbers are seeded, or no two
runs would be the same; what differs from run to run of one checkout is named so, and is no difference.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import re
import resource
import sys
import zlib
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from time import monotonic

import nbformat

sys.path.insert(0, str(Path(__file__).parent))
from constructs import CONSTRUCTS

from labgrader import corpus, regions, runner, structure
from labgrader.grading import grade
from labgrader.kernels import warm_kernels
from labgrader.lab import Lab, lab_names

ROOT = Path(__file__).parents[1]
SEEDED = "import random\n\nimport numpy\nimport torch\n\nrandom.seed(1)\nnumpy.random.seed(1)\ntorch.manual_seed(1);"
# Addresses, ids that are made up anew, process numbers, times, and folders of temporary names.
MADE_UP = re.compile(
    r"\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b|\b0x[0-9a-f]{6,}\b|\b[0-9a-f]{32}\b|ipykernel_\d+|/tmp/[\w./-]+"
    r"|\d+(\.\d+)? (ns|[mµ]?s) ± \S+ \S+"
)


def jobs_of_labs(every: int):
    """The corpus: each answer of each lab, or one in so many."""
    for name in lab_names(ROOT):
        lab = Lab(ROOT, name)
        for answer in corpus.answers(lab)[::every]:
            notebook = answer.notebook(lab)
            structure.repair(notebook, lab.source)
            first = next(i for i, cell in enumerate(notebook.cells) if structure.is_answer(cell))
            notebook.cells.insert(first, nbformat.v4.new_code_cell(SEEDED, id="seeded"))
            number = zlib.crc32(name.encode()) % len(lab.unseen.sets)
            yield lab, answer.name, runner.job_for(lab, notebook, lab.files, limits=runner.Limits(), unseen_set=number)


def job_of_construct(cells: list[str]) -> runner.Job:
    """A notebook with a parameters cell before, and a graded one behind."""
    made = [nbformat.v4.new_code_cell(source, id=f"c{i}") for i, source in enumerate(["FACTOR = 3.0", *cells, "pass"])]
    made[0].metadata["nbgrader"] = _flags("parameters")
    probe = f"{regions.BEGIN}\nprobed = FACTOR\n{regions.GUARD}\n{regions.END}"
    made[-1].source += "\n" + probe
    made[-1].metadata["nbgrader"] = _flags("end") | {"grade": True, "points": 1}
    return runner.Job(
        lab="toy",
        notebook=nbformat.writes(nbformat.v4.new_notebook(cells=made)),
        files={},
        parameters_cell="parameters",
        released={"FACTOR": 3.0},
        unseen={"FACTOR": 5.5},
        unseen_set=0,
        limits=runner.Limits(cell=6, notebook=60),
    )


def _flags(name: str) -> dict:
    return {"grade_id": name, "grade": False, "solution": False, "locked": True, "schema_version": 3}


def outputs(notebook) -> list:
    """What each cell shows, streams joined, without what is made up anew each time."""
    shown = []
    for cell in notebook.cells:
        found: list[dict] = []
        for output in cell.get("outputs", []):
            last = found[-1] if found else {"output_type": ""}
            if output.output_type == "stream" == last["output_type"] and output.name == last["name"]:
                last["text"] += output.text
            else:
                found.append(_without_pictures(json.loads(json.dumps(output))))
        shown.append([cell.get("execution_count"), found])
    return json.loads(MADE_UP.sub("", json.dumps(shown)))


def _without_pictures(output: dict) -> dict:
    """An output with the hash of a picture in its place."""
    data = output.get("data", {})
    pictures = {kind: hashlib.sha256(data[kind].encode()).hexdigest() for kind in data if kind.startswith("image/png")}
    return output | {"data": data | pictures} if pictures else output


def found(result: runner.Result) -> dict:
    """What is compared of one run."""
    record = json.loads(MADE_UP.sub("", result.record.model_dump_json()))
    return {"record": record, "outputs": outputs(result.notebook)}


def run(path: Path, every: int) -> None:
    """Run everything, each twice when the second time may tell what differs by itself."""
    kernels = warm_kernels()
    made: dict[str, dict] = {}
    began = monotonic()

    def one(item):
        name, job = item
        first, second = found(runner.run(job, kernels)), found(runner.run(job, kernels))
        return name, first, [part for part in first if first[part] != second[part]]

    with ThreadPoolExecutor(max_workers=os.cpu_count()) as pool:
        constructs = [(f"constructs/{name}", job_of_construct(cells)) for name, cells in CONSTRUCTS.items()]
        for name, first, unsteady in pool.map(one, constructs):
            made[name] = first | {"unsteady": unsteady}
        records: dict[str, dict] = {}
        labs = {}
        answers = [(f"{lab.name}/{name}", lab, job) for lab, name, job in jobs_of_labs(every)]
        for (name, lab, _), result in zip(answers, pool.map(lambda a: runner.run(a[2], kernels), answers), strict=True):
            made[name] = found(result) | {"unsteady": []}
            records.setdefault(lab.name, {})[name] = result.record
            labs[lab.name] = lab
    for name, all_of_it in records.items():
        for answer, verdicts in grade(labs[name], all_of_it).items():
            made[answer]["verdicts"] = json.loads(json.dumps(verdicts, default=_plain))
    kernels.close()
    path.write_text(json.dumps(made))
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    print(
        f"{len(made)} notebooks in {monotonic() - began:.0f} s, {sum(u.ru_utime + u.ru_stime for u in used):.0f} s cpu"
    )


def _plain(value):
    return value.model_dump(mode="json") if hasattr(value, "model_dump") else getattr(value, "__dict__", str(value))


def diff(one: Path, other: Path) -> None:
    """Print what differs."""
    before, after = json.loads(one.read_text()), json.loads(other.read_text())
    same, names = 0, [name for name in before if name in after]
    for name in names:
        parts = [
            part
            for part in before[name]
            if part != "unsteady"
            and before[name][part] != after[name].get(part)
            and part not in before[name]["unsteady"] + after[name]["unsteady"]
        ]
        same += not parts
        for part in parts:
            print(f"== {name}: {part}")
            for line in _lines(before[name][part], after[name][part]):
                print("   ", line)
    print(f"{same} of {len(names)} the same; {len(before.keys() ^ after.keys())} stand in one alone")


def _lines(before, after, path: str = "", most: int = 30):
    if type(before) is not type(after) or not isinstance(before, (dict, list)):
        if before != after:
            yield f"{path}: {str(before)[:300]!r} | {str(after)[:300]!r}"
    elif isinstance(before, dict):
        for key in before | after:
            yield from _lines(before.get(key), after.get(key), f"{path}.{key}")
    elif len(before) != len(after):
        yield f"{path}: {json.dumps(before)[:400]} | {json.dumps(after)[:400]}"
    else:
        for number, (a, b) in enumerate(zip(before, after, strict=True)):
            yield from _lines(a, b, f"{path}[{number}]")


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("what", choices=("run", "diff"))
    parser.add_argument("paths", type=Path, nargs="+")
    parser.add_argument("--every", type=int, default=1)
    asked = parser.parse_args()
    if asked.what == "run":
        run(asked.paths[0], asked.every)
    else:
        diff(*asked.paths)

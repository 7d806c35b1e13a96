"""`make bench`: what stock nbgrader and this package take for the same class, measured in the same run.

Everything is made in a temporary folder. Numbers of one machine say little: read the ratios.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import classes
import click
import otter_class
from rich.console import Console
from rich.table import Table

LAB = "lab4_minibatch"
MEASURE = str(Path(__file__).parent / "measure.py")
PARTS = {  # what `measure.py parts` finds, in words, and what it should not exceed
    "ready": ("kernel ready, median", "0.15 s"),
    "both": ("both runs", ""),
}


def measure(what: str, root: Path, workers: int = 1) -> dict:
    """One measurement, in a process of its own."""
    command = [sys.executable, MEASURE, what, str(root), LAB, str(workers)]
    done = subprocess.run(command, capture_output=True, text=True, cwd=root)
    if done.returncode:
        raise SystemExit(done.stderr[-4000:])
    return json.loads(done.stdout.splitlines()[-1])


def each(found: dict) -> float:
    """Seconds a submission."""
    return found["total"] / found["students"]


@click.command()
@click.option("--stock", "handful", default=6, help="Submissions that stock nbgrader, and Otter, grade.")
@click.option("--sizes", default="10,100,1000", help="Sizes of the classes that this package grades.")
def bench(handful: int, sizes: str) -> None:
    """Measure, and print ratios."""
    os.environ["PATH"] = os.pathsep.join((str(Path(sys.executable).parent), os.environ["PATH"]))  # nbgrader's alembic
    console = Console(width=110)
    cores = os.cpu_count() or 1
    wanted = [int(size) for size in sizes.split(",")]
    with tempfile.TemporaryDirectory(prefix="labgrader-bench-") as folder:
        console.print(f"{LAB}, {cores} cores, load {os.getloadavg()[0]:.1f}")
        course = classes.stock(Path(folder) / "stock", LAB, handful)
        others = {"stock nbgrader": measure("stock", course)}
        if Path(sys.executable).with_name("otter").is_file():
            others["otter run"] = otter_class.grade(course, LAB)
        else:
            console.print("Otter is not installed beside this Python: not compared with it.")
        found, regraded = {}, {}
        for size in wanted:
            root = classes.course(Path(folder) / f"class{size}", LAB, size)
            found[size] = measure("ours", root, cores)
            regraded[size] = measure("again", root, cores)
            seconds, reference = found[size]["total"], found[size]["reference"]
            console.print(f"{size} graded in {seconds:.0f} s, regraded in {regraded[size]['total']:.1f} s")
            console.print(f"before, the reference met every unseen set in {reference:.0f} s")
        small = classes.course(Path(folder) / "workers", LAB, wanted[0] * 4)
        scaling = {workers: measure("steady", small, workers) for workers in sorted({1, cores})}
        parts = measure("parts", small)
    console.print(_classes(others, found))
    console.print(_growth(found, regraded))
    console.print(_shares(found))
    console.print(_parts(parts))
    rates = {workers: 1 / each(times) for workers, times in scaling.items()}
    ratio = " / ".join(f"{rate / rates[1]:.2f}" for rate in rates.values())
    console.print(f"Throughput with {' / '.join(map(str, rates))} workers: {ratio}")


def _classes(others: dict[str, dict], found: dict[int, dict]) -> Table:
    stock = each(others["stock nbgrader"])
    table = Table("grader", "submissions", "s each", "times stock", "1000 take", title="Grading, with feedback")
    rows = others | {"this package": found[max(found)]}
    for name, times in rows.items():
        seconds = each(times)
        count = str(times["students"])
        table.add_row(name, count, f"{seconds:.2f}", f"{stock / seconds:.1f}", f"{seconds * 1000 / 60:.1f} min")
    return table


def _growth(found: dict[int, dict], regraded: dict[int, dict]) -> Table:
    columns = ("class", "s each", "late ÷ early", "memory, MB", "graders alone, again")
    table = Table(*columns, title="What the size of the class changes")
    for size, times in found.items():
        memory, growth = f"{times['memory']:.0f}", f"{times['growth']:.2f}"
        table.add_row(str(size), f"{each(times):.3f}", growth, memory, f"{regraded[size]['total']:.1f} s")
    return table


def _shares(found: dict[int, dict]) -> Table:
    stages = {"waiting": "waiting for workers", "recording": "writing rows and files"}
    table = Table("class", *stages.values(), title="Shares of the time")
    for size, times in found.items():
        table.add_row(str(size), *(f"{times[stage] / times['total']:.0%}" for stage in stages))
    return table


def _parts(parts: dict) -> Table:
    table = Table("one submission, one worker", "found", "wanted")
    for name, (words, wanted) in PARTS.items():
        table.add_row(words, f"{parts[name]:.3f} s", wanted)
    return table


if __name__ == "__main__":
    bench()

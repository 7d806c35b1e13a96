"""`make bench`: what stock nbgrader and this package take for the same class, measured in the same run.

Everything is made in a temporary folder. Numbers of one machine say little: read the ratios.
"""

from __future__ import annotations

import importlib.util
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import classes
import click
from rich.console import Console
from rich.table import Table

LAB = "lab4_minibatch"
MEASURE = str(Path(__file__).parent / "measure.py")


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
@click.option("--full", is_flag=True, help="Also a class of 1000.")
@click.option("--stock", "handful", default=6, help="Submissions that stock nbgrader grades.")
@click.option("--sizes", default="10,100", help="Sizes of the classes that this package grades.")
def bench(full: bool, handful: int, sizes: str) -> None:
    """Measure, and print ratios."""
    os.environ["PATH"] = os.pathsep.join((str(Path(sys.executable).parent), os.environ["PATH"]))  # nbgrader's alembic
    console = Console()
    cores = os.cpu_count() or 1
    wanted = [int(size) for size in sizes.split(",")] + [1000] * full
    with tempfile.TemporaryDirectory(prefix="labgrader-bench-") as folder:
        console.print(f"{LAB}, {cores} cores, load {os.getloadavg()[0]:.1f}")
        stock = measure("stock", classes.stock(Path(folder) / "stock", LAB, handful))
        found, regraded = {}, {}
        for size in wanted:
            root = classes.course(Path(folder) / f"class{size}", LAB, size)
            found[size] = measure("ours", root, cores)
            regraded[size] = measure("again", root)
        small = classes.course(Path(folder) / "workers", LAB, wanted[0] * 2)
        scaling = {workers: measure("ours", small, workers) for workers in sorted({1, cores})}
        parts = measure("parts", small)
    console.print(_classes(stock, found, regraded))
    console.print(_shares(found))
    console.print(_parts(parts))
    rates = {workers: 1 / each(times) for workers, times in scaling.items()}
    ratio = " / ".join(f"{rate / rates[1]:.2f}" for rate in rates.values())
    console.print(f"Throughput with {' / '.join(map(str, rates))} workers: {ratio}")
    console.print(_otter())


def _classes(stock: dict, found: dict[int, dict], regraded: dict[int, dict]) -> Table:
    columns = (
        "class",
        "s a submission",
        "times stock",
        "memory, MB",
        "late ÷ early",
        "1000 would take",
        "regrade of 1000",
    )
    table = Table(*columns, title="Grading, feedback included")
    table.add_row(
        f"stock, {stock['students']}", f"{each(stock):.2f}", "1", "", "", f"{each(stock) * 1000 / 60:.1f} min", ""
    )
    for size, times in found.items():
        table.add_row(
            str(size),
            f"{each(times):.3f}",
            f"{each(stock) / each(times):.1f}",
            f"{times['memory']:.0f}",
            f"{times['growth']:.2f}",
            f"{each(times) * 1000 / 60:.1f} min",
            f"{each(regraded[size]) * 1000:.0f} s",
        )
    return table


def _shares(found: dict[int, dict]) -> Table:
    table = Table("class", "waiting for notebooks", "in nbgrader", "feedback", title="Shares of the time")
    for size, times in found.items():
        stages = (times["waiting"], times["recording"], times["feedback"])
        table.add_row(str(size), *(f"{seconds / times['total']:.0%}" for seconds in stages))
    return table


def _parts(parts: dict) -> Table:
    table = Table("what", "found", "wanted", title="One submission, one worker")
    table.add_row("kernel ready, median", f"{parts['ready'] * 1000:.0f} ms", "150 ms")
    table.add_row("both runs ÷ their cells bare", f"{parts['both'] / parts['bare']:.2f}", "2")
    table.add_row("both runs", f"{parts['both']:.2f} s", "")
    table.add_row("their cells bare", f"{parts['bare']:.2f} s", "")
    return table


def _otter() -> str:
    if importlib.util.find_spec("otter") is None:
        return "otter is not installed: not compared with it."
    return "otter is installed: there is no equivalent notebook for it yet, so it is not compared."


if __name__ == "__main__":
    bench()

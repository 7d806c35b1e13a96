"""How long `make test` takes, in submissions of stock nbgrader: both are measured here, one after the other.

    python benchmarks/suite.py

Run it on a quiet machine. The ratio is to be at most 100.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from time import perf_counter

from bench import LAB, each, measure
from classes import ROOT, stock

STUDENTS = 4
MOST = 100


def main() -> None:
    """Print what one submission takes, what the tests take, and the ratio."""
    os.environ["PATH"] = os.pathsep.join((str(Path(sys.executable).parent), os.environ["PATH"]))  # nbgrader's alembic
    busy = os.getloadavg()[0]
    with tempfile.TemporaryDirectory(prefix="lg-suite-") as folder:
        one = each(measure("stock", stock(Path(folder) / "stock", LAB, STUDENTS)))
    print(f"stock nbgrader: {one:.2f} s for a submission of {LAB} (load before: {busy:.1f})", flush=True)
    began = perf_counter()
    done = subprocess.run(["make", "test"], cwd=ROOT)
    whole = perf_counter() - began
    print(f"make test: {whole:.0f} s, {'passed' if done.returncode == 0 else 'FAILED'}")
    print(f"ratio: {whole / one:.0f} submissions of stock nbgrader (at most {MOST})")
    sys.exit(done.returncode)


if __name__ == "__main__":
    main()

"""Runs `labgrader ARGUMENT…` in the current folder, with threads in the place of worker processes.

    python by_threads.py ARGUMENT…

Each worker process starts kernels of its own, which takes longer than to grade the few students of a test.
"""

from __future__ import annotations

import sys
from unittest import mock

from toys import threads

from labgrader.cli import main
from labgrader.pipeline import workers

if __name__ == "__main__":
    with mock.patch.object(workers, "local", threads):
        main(sys.argv[1:])

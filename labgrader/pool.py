"""Runs many submissions in a `concurrent.futures.Executor`: threads of this machine, or workers of several.

A job is plain data, and so is what comes back: any worker can run it, on any machine, without a shared disk.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Executor, Future, ThreadPoolExecutor, wait
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice

from labgrader import kept
from labgrader.kernels import warm_kernels
from labgrader.lab import CourseError
from labgrader.runner import Job, run
from labgrader.sandbox import Confinement

ATTEMPTS = 3  # before a job is said to take its worker down
AHEAD = 1  # jobs waiting for each worker: more would fill the memory


@dataclass(frozen=True)
class Done:
    """What came of one job: a packed result, or an error.

    Attributes:
        lost: whether the error is that it took its worker down, each time that it was run.
    """

    name: str
    packed: bytes | None = None
    error: BaseException | None = None
    lost: bool = False


def execute(job: Job, confinement: Confinement) -> bytes:
    """Run one job, in whatever process this is; its packed result."""
    return kept.pack(run(job, warm_kernels(confinement)))


@contextmanager
def local() -> Iterator[Executor]:
    """One worker a core: threads, because the kernels that they wait for are processes of their own."""
    with ThreadPoolExecutor(max_workers=os.cpu_count() or 1, thread_name_prefix="labgrader") as pool:
        yield pool
        pool.shutdown(cancel_futures=True)


@contextmanager
def dask(address: str) -> Iterator[Executor]:
    """The workers of a Dask scheduler, which runs a lost worker's jobs again elsewhere.

    Raises:
        CourseError: Dask is not installed, or there is no scheduler at the address.
    """
    try:
        from distributed import Client  # a second to import
    except ImportError as error:
        raise CourseError(f"Dask is not installed: pip install 'labgrader[dask]' ({error}).") from error
    logging.getLogger("distributed").setLevel(logging.CRITICAL)  # it logs tracebacks of what is told in words here
    try:
        client = Client(address, timeout=10)
    except (OSError, ValueError) as error:
        raise CourseError(f"There is no Dask scheduler at {address}: {error}") from error
    with client:
        client.run_on_scheduler(_allow, ATTEMPTS - 1)
        with client.get_executor(pure=False) as pool:
            yield pool


def _allow(failures: int, dask_scheduler=None) -> None:
    """Called in the scheduler: how often a job may be run again after its worker was lost."""
    dask_scheduler.allowed_failures = failures


def workers(pool: Executor) -> int:
    """How many jobs an executor runs at once."""
    client = getattr(pool, "_client", None)  # dask's executor has no other way to ask
    if client is not None:
        return max(1, sum(client.nthreads().values()))
    return getattr(pool, "_max_workers", 1)


def run_all(
    pool: Executor, jobs: Iterable[tuple[str, Job]], confinement: Confinement, run_one: Callable = execute
) -> Iterator[Done]:
    """Run jobs, each known by a name, as the workers get to them; what came of each, as it comes.

    Jobs that were lost with their worker are run again at the end, one at a time: only then is it known which of those
    that were on the same worker took it down.
    """
    suspects: dict[str, Job] = {}
    for name, job, future in _as_workers_get_to_them(pool, jobs, confinement, run_one):
        if _is_lost(future):
            suspects[name] = job
        else:
            yield _done(name, future)
    for name, job in suspects.items():
        future = pool.submit(run_one, job, confinement)
        wait([future])
        yield _done(name, future)


def _as_workers_get_to_them(
    pool: Executor, jobs: Iterable[tuple[str, Job]], confinement: Confinement, run_one: Callable
) -> Iterator[tuple[str, Job, Future]]:
    """Each job when it has ended."""
    waiting = iter(jobs)
    running: dict[Future, tuple[str, Job]] = {}
    try:
        while True:
            room = workers(pool) * (1 + AHEAD) - len(running)
            for name, job in islice(waiting, max(0, room)):
                running[pool.submit(run_one, job, confinement)] = name, job
            if not running:
                return
            for future in wait(running, return_when=FIRST_COMPLETED).done:
                yield *running.pop(future), future
    finally:
        for future in running:
            future.cancel()


def _is_lost(future: Future) -> bool:
    return type(future.exception()).__name__ == "KilledWorker"


def _done(name: str, future: Future) -> Done:
    error = future.exception()
    if error is not None:
        return Done(name, error=error, lost=_is_lost(future))
    return Done(name, packed=future.result())

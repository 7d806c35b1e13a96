"""Workers: processes of this machine, of which one that ends costs the submission that it was busy with, no other.

Their kernels are forks of one warm process, which is this process's own.
"""

from __future__ import annotations

import logging
import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from importlib import import_module
from multiprocessing.connection import Connection
from typing import Any

from labgrader.kernels import borrow, warm_kernels
from labgrader.lab import CourseError
from labgrader.lent import lend
from labgrader.runner import Job, Result, run
from labgrader.sandbox import Confinement

ATTEMPTS = 3  # before a submission is said to take its worker down


Execute = Callable[[Job, Confinement], Result]  # runs a job


def execute(job: Job, confinement: Confinement) -> Result:
    """Run a job in kernels of the machine that this is."""
    return run(job, warm_kernels(confinement))


class Lost(Exception):
    """The worker ended."""


class Workers(Executor):
    """As many processes as are asked for: a thread for each waits for it, and starts another one when it has ended."""

    def __init__(self, count: int | None = None) -> None:
        self.count = count or os.cpu_count() or 1
        self._threads = ThreadPoolExecutor(self.count, thread_name_prefix="labgrader")
        self._mine = threading.local()
        self._pools: set[ProcessPoolExecutor] = set()
        # Not forked, as this process has threads; and a server of forks leaves its socket behind when it is killed.
        self._context = multiprocessing.get_context("spawn")

    def submit(self, work: Callable, /, *args: Any, **kwargs: Any) -> Future:
        """Have a function called in one of the processes; `Lost` when that ended."""
        return self._threads.submit(self._in_process, work, args, kwargs)

    def once(self, barrier: threading.Barrier, work: Callable, /, *args: Any) -> Future:
        """Have a function called in the process of a thread that then waits until others have done so, too."""

        def both() -> Any:
            try:
                return self._in_process(work, args, {})
            finally:
                barrier.wait()

        return self._threads.submit(both)

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        self._threads.shutdown(wait, cancel_futures=cancel_futures)
        for pool in self._pools:
            pool.shutdown(wait)

    def _in_process(self, work: Callable, args: tuple, kwargs: dict[str, Any]) -> Any:
        pool = getattr(self._mine, "pool", None) or self._begin()
        try:
            return pool.submit(work, *args, **kwargs).result()
        except BrokenProcessPool as error:
            self._mine.pool = None
            self._pools.discard(pool)
            pool.shutdown()
            raise Lost from error

    def _begin(self) -> ProcessPoolExecutor:
        """Start the process of this thread."""
        ours, theirs = self._context.Pipe()
        pool = ProcessPoolExecutor(1, mp_context=self._context, initializer=_begin, initargs=(theirs,))
        pool.submit(int)  # it is started now, with its end
        theirs.close()  # so that ours says when it is gone
        threading.Thread(target=lend, args=(ours, lambda way: warm_kernels(way).server), daemon=True).start()
        self._mine.pool = pool
        self._pools.add(pool)
        return pool


@contextmanager
def local() -> Iterator[tuple[Executor, None]]:
    """One worker a core; their kernels are forks of this process's warm one."""
    with Workers() as workers:
        yield workers, None
        workers.shutdown(cancel_futures=True)


@contextmanager
def dask(address: str, run_one: Execute = execute) -> Iterator[tuple[Executor, Execute]]:
    """Threads, and what runs a job on the workers of a Dask scheduler: graders and secrets stay on this machine.

    Args:
        address: of the scheduler.
        run_one: what its workers call, with a job and how it is confined.

    Raises:
        CourseError: Dask is not installed, or there is no scheduler at the address.
    """
    try:
        from distributed import Client  # a second to import
        from distributed.scheduler import KilledWorker
    except ImportError as error:
        raise CourseError(f"Dask is not installed: pip install 'labgrader[dask]' ({error}).") from error
    logging.getLogger("distributed").setLevel(logging.CRITICAL)  # it logs tracebacks of what is told in words here
    try:
        client = Client(address, timeout=10)
    except (OSError, ValueError) as error:
        raise CourseError(f"There is no Dask scheduler at {address}: {error}") from error

    def elsewhere(job: Job, confinement: Confinement) -> Result:
        try:
            return client.submit(run_one, job, confinement, pure=False).result()
        except KilledWorker as error:
            raise Lost from error

    with client:
        client.run_on_scheduler(_allow, ATTEMPTS - 1)
        count = max(1, sum(client.nthreads().values()))
        with ThreadPoolExecutor(count, thread_name_prefix="labgrader") as threads:
            yield threads, elsewhere
            threads.shutdown(cancel_futures=True)


def warm(workers: Executor, confinement: Confinement) -> None:
    """Have each worker start what it needs, before anybody waits for it.

    Raises:
        KernelStartError: no kernel can be started.
    """
    count = count_of(workers)
    barrier = threading.Barrier(count)  # so that none of them is asked twice
    if isinstance(workers, Workers):
        asked = [workers.once(barrier, _warm, confinement) for _ in range(count)]
    else:
        asked = [workers.submit(_warm, confinement)]
    for future in asked:
        future.result()


def _warm(confinement: Confinement) -> None:
    import_module("labgrader.pipeline.work")
    warm_kernels(confinement).server.describe()


def count_of(workers: Executor) -> int:
    """How many submissions an executor works on at once."""
    return getattr(workers, "count", None) or getattr(workers, "_max_workers", 1)


def _allow(failures: int, dask_scheduler: Any = None) -> None:
    """Called in the scheduler: how often a job may be run again after its worker was lost."""
    dask_scheduler.allowed_failures = failures


def _begin(lender: Connection) -> None:
    """Begin to work for the process at the other end.

    When that is gone, even killed, this one ends: it would wait for work for ever. An interrupt is for that process,
    which then ends its workers.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=lambda: (multiprocessing.parent_process().join(), os._exit(1)), daemon=True).start()
    borrow(lender)

"""The engine of one machine: this process, or several."""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from typing import Any

from kg.engine.base import Engine, Outcome

_work: Callable[[Any], Any] | None = None


def available_cores() -> int:
    """Cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class LocalEngine(Engine):
    """`workers` processes; with one worker everything runs in this process."""

    def __init__(self, workers: int) -> None:
        self.workers = max(1, workers)

    def map(self, make: Callable[[], Callable[[Any], Any]], tasks: Iterable[Any]) -> Iterator[Outcome]:
        """See `Engine.map`."""
        if self.workers == 1:
            return self._map_here(make, tasks)
        return self._map_in_processes(make, iter(tasks))

    @staticmethod
    def _map_here(make: Callable[[], Callable[[Any], Any]], tasks: Iterable[Any]) -> Iterator[Outcome]:
        work = make()
        for task in tasks:
            yield _outcome(work, task)

    def _map_in_processes(self, make: Callable[[], Callable[[Any], Any]], tasks: Iterator[Any]) -> Iterator[Outcome]:
        suspects: list[Any] = []
        more = True
        while more:
            more = False
            pool = self._pool(make, self.workers)
            running: dict[Future, Any] = {}
            try:
                yield from self._drain(pool, tasks, running)
            except BrokenProcessPool:
                suspects += running.values()
                more = True
            finally:
                pool.shutdown(wait=True, cancel_futures=True)
        for task in suspects:
            yield self._alone(make, task)

    def _drain(self, pool: ProcessPoolExecutor, tasks: Iterator[Any], running: dict[Future, Any]) -> Iterator[Outcome]:
        while True:
            for task in tasks:
                running[pool.submit(_run, task)] = task
                if len(running) >= 2 * self.workers:
                    break
            if not running:
                return
            done, _ = wait(running, return_when=FIRST_COMPLETED)
            for future in done:
                outcome = future.result()
                del running[future]
                yield outcome

    def _alone(self, make: Callable[[], Callable[[Any], Any]], task: Any) -> Outcome:
        """Run a task that may have killed its process in a process of its own."""
        with self._pool(make, 1) as pool:
            try:
                return pool.submit(_run, task).result()
            except BrokenProcessPool:
                return Outcome(task, failure="the process that read it died (out of memory?)")

    @staticmethod
    def _pool(make: Callable[[], Callable[[Any], Any]], workers: int) -> ProcessPoolExecutor:
        context = multiprocessing.get_context("spawn")
        return ProcessPoolExecutor(workers, mp_context=context, initializer=_start, initargs=(make,))


def _start(make: Callable[[], Callable[[Any], Any]]) -> None:
    """In a new process: leave Ctrl-C to the parent and load what the work needs."""
    global _work
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _work = make()


def _run(task: Any) -> Outcome:
    assert _work is not None
    return _outcome(_work, task)


def _outcome(work: Callable[[Any], Any], task: Any) -> Outcome:
    try:
        return Outcome(task, work(task))
    except Exception as error:  # any failure of one file is that file's outcome
        return Outcome(task, failure=f"{type(error).__name__}: {error}"[:300])

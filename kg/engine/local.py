"""The engine of one machine: this process, or several."""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from typing import Any

from kg.engine.base import Engine, Outcome

DIED = "the process that read it died (out of memory?)"

_work: Callable[[Any], Any] | None = None
_no_start: Exception | None = None


class LocalEngine(Engine):
    """`workers` processes; with one worker everything runs in this process."""

    def __init__(self, workers: int) -> None:
        self.workers = max(1, workers)

    def map(self, make: Callable[[], Callable[[Any], Any]], tasks: Iterable[Any]) -> Iterator[Outcome]:
        """See `Engine.map`."""
        if self.workers == 1:
            return _map_here(make, tasks)
        return self._map_in_processes(make, iter(tasks))

    def _map_in_processes(self, make: Callable[[], Callable[[Any], Any]], tasks: Iterator[Any]) -> Iterator[Outcome]:
        """All tasks; those that were in work when a process died come last, each in a process of its own."""
        suspects: list[Any] = []
        while True:
            lost = yield from _run_pool(make, tasks, self.workers, ahead=2 * self.workers)
            if not lost:
                break
            suspects += lost
        for task in suspects:
            if (yield from _run_pool(make, iter([task]), workers=1, ahead=1)):
                yield Outcome(task, failure=DIED)


def _map_here(make: Callable[[], Callable[[Any], Any]], tasks: Iterable[Any]) -> Iterator[Outcome]:
    work = make()
    for task in tasks:
        yield _outcome(work, task)


def _run_pool(
    make: Callable[[], Callable[[Any], Any]], tasks: Iterator[Any], workers: int, ahead: int
) -> Generator[Outcome, None, list[Any]]:
    """Outcomes from one set of processes; returns the tasks that were in work when one of them died."""
    pool = ProcessPoolExecutor(workers, mp_context=multiprocessing.get_context("spawn"), initializer=_start, initargs=(make,))
    running: dict[Future, Any] = {}
    try:
        while True:
            while len(running) < ahead and (task := next(tasks, _END)) is not _END:
                running[_submit(pool, task)] = task
            if not running:
                return []
            for future in wait(running, return_when=FIRST_COMPLETED).done:
                outcome = future.result()
                del running[future]
                yield outcome
    except BrokenProcessPool:
        return list(running.values())
    finally:
        if running:
            _kill(pool)
        pool.shutdown(wait=True, cancel_futures=True)


_END = object()


def _submit(pool: ProcessPoolExecutor, task: Any) -> Future:
    """Hand a task over; a pool that broke meanwhile gives a future that says so, so that no task gets lost."""
    try:
        with _interrupts_held():
            return pool.submit(_run, task)
    except BrokenProcessPool as error:
        future: Future = Future()
        future.set_exception(error)
        return future


@contextlib.contextmanager
def _interrupts_held() -> Iterator[None]:
    """Processes started in here never see Ctrl-C, which the terminal sends to all of them: this process answers it."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _kill(pool: ProcessPoolExecutor) -> None:
    """End the processes whatever they are at, so that Ctrl-C need not wait for a long file."""
    for process in list((pool._processes or {}).values()):  # no public way before Python 3.14
        process.terminate()


def _start(make: Callable[[], Callable[[Any], Any]]) -> None:
    """In a new process: end when the parent does, and load what the work needs."""
    global _work, _no_start
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    try:
        _work = make()
    except Exception as error:  # told by the first task: a process that fails here would look like one that died
        _no_start = error


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent:
        parent.join()
        os._exit(1)


def _run(task: Any) -> Outcome:
    if _work is None:
        raise _no_start or RuntimeError("the process was not started")
    return _outcome(_work, task)


def _outcome(work: Callable[[Any], Any], task: Any) -> Outcome:
    try:
        return Outcome(task, work(task))
    except Exception as error:  # any failure of one file is that file's outcome
        return Outcome(task, failure=f"{type(error).__name__}: {error}"[:300])

"""Batches side by side. Workers never hold locks of one node at the same time, so that none waits for another."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import contextmanager
from typing import TypeVar

import numpy as np
import pyarrow as pa

Job = TypeVar("Job")
Result = TypeVar("Result")
Cell = tuple[int, int]


def slices(places: np.ndarray, size: int) -> Iterator[np.ndarray]:
    """Parts of at most `size`."""
    for start in range(0, len(places), size):
        yield places[start : start + size]


@contextmanager
def _pool(workers: int, stop: Callable[[], None]) -> Iterator[ThreadPoolExecutor]:
    """Threads that end their jobs at the next chance after an error or Ctrl-C."""
    with ThreadPoolExecutor(workers) as pool:
        try:
            yield pool
        except BaseException:
            stop()
            raise


def side_by_side(jobs: Iterable[Job], run: Callable[[Job], Result], workers: int, stop: Callable[[], None]) -> Iterator[Result]:
    """Results as they come; never more than `workers` jobs under way, so that memory stays flat. `stop` is called on errors."""
    with _pool(workers, stop) as pool:
        running: set[Future[Result]] = set()
        for job in jobs:
            if len(running) >= workers:
                done, running = wait(running, return_when=FIRST_COMPLETED)
                yield from (future.result() for future in done)
            running.add(pool.submit(run, job))
        while running:
            done, running = wait(running, return_when=FIRST_COMPLETED)
            yield from (future.result() for future in done)


def cells(heads: pa.Array, tails: pa.Array, buckets: int) -> dict[Cell, np.ndarray]:
    """Relationships by the two buckets that their ends fall into; the smaller bucket first."""
    codes = pa.concat_arrays([heads, tails]).dictionary_encode().indices.to_numpy() % buckets
    a, b = codes[: len(heads)], codes[len(heads) :]
    cell = np.minimum(a, b) * buckets + np.maximum(a, b)
    order = np.argsort(cell, kind="stable")
    found, starts = np.unique(cell[order], return_index=True)
    parts = np.split(order, starts[1:]) if len(order) else []
    return {(int(c) // buckets, int(c) % buckets): part for c, part in zip(found, parts, strict=True)}


def apart(
    work: dict[Cell, Job], size: Callable[[Job], int], run: Callable[[Job], Result], workers: int, stop: Callable[[], None]
) -> Iterator[Result]:
    """Results as they come; jobs that run at one time share no bucket. The largest go first. `stop` is called on errors."""
    pending = sorted(work, key=lambda cell: -size(work[cell]))
    running: dict[Future[Result], Cell] = {}
    with _pool(workers, stop) as pool:
        while pending or running:
            while len(running) < workers and (cell := _free(pending, running.values())):
                pending.remove(cell)
                running[pool.submit(run, work[cell])] = cell
            for future in wait(running, return_when=FIRST_COMPLETED).done:
                del running[future]
                yield future.result()


def _free(pending: list[Cell], running: Iterable[Cell]) -> Cell | None:
    taken = {bucket for cell in running for bucket in cell}
    return next((cell for cell in pending if not taken.intersection(cell)), None)

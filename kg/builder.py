"""`build`: from a folder of pages to a dataset folder, in the order of one list of stages."""

from __future__ import annotations

import contextlib
import errno
import functools
import hashlib
import json
import os
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock, Timeout

from kg.dataset import Dataset, read_dataset, write_dataset
from kg.engine import Engine, LocalEngine, Outcome
from kg.errors import DatasetError, InputError, OutputError
from kg.export.graphml import write_graphml
from kg.graph import KnowledgeGraph
from kg.link.corpus import link_corpus
from kg.machine import available_cores
from kg.nlp.readings import DEFAULT_READING
from kg.pipeline import STAGES, home_code
from kg.read import SourceFile, find_files
from kg.reader import Settings, Task, make_reader
from kg.state import State

BUILD_STAGES = ("find", "read", *(s.name for s in STAGES if s.name != "kg_foreign"), "extract", "link", "write")
SMALL_WORK = 400_000  # bytes; below this, starting processes costs more than it saves
GRAPH = "graph.graphml"
RETRY = "retry"
_OWN = ".kg"
_STATE = Path(_OWN) / "state.sqlite"


@dataclass(frozen=True)
class Progress:
    """What a build tells while it runs: `done` of `total` in a stage (bytes in "read", else steps)."""

    stage: str
    done: int
    total: int
    note: str = ""


@dataclass(frozen=True)
class Report:
    """What a build did. `skipped` are (doc, reason); `dropped` counts characters left out of pages, by reason."""

    files: int
    fresh: int
    removed: int
    articles: int
    characters: int
    kinds: dict[str, int]
    entities: dict[str, int]
    relations: dict[str, int]
    mentions: int
    skipped: list[tuple[str, str]]
    dropped: dict[str, int]
    first_date: str | None
    last_date: str | None
    seconds: float
    out: str


def build(
    pages: str | Path,
    out: str | Path,
    *,
    model: str = DEFAULT_READING,
    home: str | None = None,
    workers: int | None = None,
    engine: Engine | None = None,
    progress: Callable[[Progress], None] = lambda _: None,
) -> Report:
    """Read every file under `pages` that is new or changed, and write the dataset and `graph.graphml` into `out`.

    A build that was stopped goes on where it was. A file that cannot be read is reported and skipped.

    Args:
        pages: a folder, or one file.
        out: a folder that is new, empty, or made by an earlier build.
        model: how the built-in name model reads (accurate, cascade, fast), or any installed spaCy pipeline.
        home: the papers' division (昌吉州 or 6523) for pages that do not tell it.
        workers: processes; by default as many as there are cores where there is enough to do. A script that calls
            this with more than one does so under `if __name__ == "__main__":`, as Python's multiprocessing demands.
        engine: where to run; by default this machine's processes.
        progress: called with what is going on.

    Raises:
        InputError: there is nothing at `pages`.
        OutputError: `out` holds something else or is in use by another build.
        SettingsError, ModelError: a setting is wrong.
    """
    began, out, settings = time.monotonic(), Path(out), Settings(model, home_code(home))
    sources = _find(Path(pages), out)
    with _claim(out):
        state = State(out / _STATE)
        try:
            state.use(settings.fingerprint())
            fresh, removed = _read_new(state, sources, settings, engine, workers, progress)
            dataset = _link_and_write(state, out, progress)
            return _report(state, dataset, out, fresh, removed, time.monotonic() - began)
        finally:
            state.close()


def _find(pages: Path, out: Path) -> list[SourceFile]:
    """The files to read; none of those that earlier builds left in `out`."""
    if not pages.exists():
        raise InputError(f"{pages}: no such file or folder")
    own, root = _real(out), _real(pages)
    if own in (root, *root.parents):
        raise OutputError(f"{out}: the pages to read lie in it; choose a folder of its own")
    found = [s for s in find_files(pages) if own not in _real(s.path).parents]
    if not found:
        raise InputError(f"{pages}: no files there (those whose names begin with a dot are not read)")
    return found


def _real(path: Path) -> Path:
    """The path without links; unlike `Path.resolve` at peace with links that go in a circle."""
    return Path(os.path.realpath(path))


@contextlib.contextmanager
def _claim(out: Path) -> Iterator[None]:
    """Have `out` for ourselves: nobody else's files in it, and no other build at work."""
    if out.exists() and not out.is_dir():
        raise OutputError(f"{out}: is a file; give a folder")
    with _writing(out):
        others = sorted(p.name for p in out.iterdir()) if out.exists() and not (out / _OWN).exists() else []
        if others:
            raise OutputError(f"{out}: holds something that no build of kg made ({', '.join(others[:3])}); choose a new folder")
        (out / _OWN).mkdir(parents=True, exist_ok=True)
        lock = FileLock(out / _OWN / "lock", timeout=0)
        try:
            lock.acquire()
        except Timeout as error:
            raise OutputError(f"{out}: another build is writing here; wait for it, or choose another --out") from error
    try:
        yield
    finally:
        lock.release()


def _read_new(
    state: State,
    sources: list[SourceFile],
    settings: Settings,
    engine: Engine | None,
    workers: int | None,
    progress: Callable[[Progress], None],
) -> tuple[int, int]:
    """Read what is new or changed; (files read, files gone)."""
    known = state.digests()
    tasks = [Task(s, d) for s, d in _digests(sources, progress) if known.get(s.doc) != d]
    gone = sorted(set(known) - {s.doc for s in sources})
    state.forget(gone)
    total, done = sum(t.source.size for t in tasks), 0
    if workers is None:
        workers = available_cores() if total > SMALL_WORK and len(tasks) > 1 else 1
    engine = engine or LocalEngine(workers)
    make = functools.partial(make_reader, settings, 1 if workers > 1 else available_cores())
    if tasks:
        progress(Progress("read", 0, total, "loading the models"))
        for outcome in engine.map(make, sorted(tasks, key=lambda t: -t.source.size)):
            _keep(state, outcome)
            done += outcome.task.source.size
            progress(Progress("read", done, total, outcome.task.source.doc))
    return len(tasks), len(gone)


def _keep(state: State, outcome: Outcome) -> None:
    """Put an outcome into the state; a file that failed for no known reason is tried again by the next build."""
    task, result = outcome.task, outcome.result
    if result is None:
        state.put(task.source.doc, RETRY, task.source.size, None, outcome.failure)
    else:
        state.put(task.source.doc, task.digest, task.source.size, result.extract, result.reason, json.dumps(result.dropped))


def _digests(sources: Iterable[SourceFile], progress: Callable[[Progress], None]) -> Iterator[tuple[SourceFile, str]]:
    found = list(sources)
    for i, source in enumerate(found, 1):
        digest = hashlib.blake2b(digest_size=16)
        try:
            if not source.path.is_file():
                raise FileNotFoundError(errno.ENOENT, "no plain file")
            with open(source.path, "rb") as file:
                while block := file.read(1 << 20):
                    digest.update(block)
        except OSError as error:
            digest.update(f"unreadable {error.errno}".encode())
        if i % 200 == 0 or i == len(found):
            progress(Progress("find", i, len(found)))
        yield source, digest.hexdigest()


def _link_and_write(state: State, out: Path, progress: Callable[[Progress], None]) -> Dataset:
    """The dataset of all that was read; nothing is written where it already lies in `out`."""
    if state.is_written() and (out / GRAPH).exists():
        with contextlib.suppress(DatasetError):  # one that is gone or damaged is written again
            return read_dataset(out)
    progress(Progress("link", 0, 1))
    dataset = link_corpus(state.extracts())
    with _writing(out):
        progress(Progress("write", 0, 2, "tables"))
        write_dataset(dataset, out)
        progress(Progress("write", 1, 2, GRAPH))
        write_graphml(KnowledgeGraph(dataset), out / GRAPH)
    state.set_written()
    progress(Progress("write", 2, 2))
    return dataset


@contextlib.contextmanager
def _writing(out: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise OutputError(f"{out}: cannot be written ({error.strerror or error}); make room there or choose another --out") from error


def _report(state: State, dataset: Dataset, out: Path, fresh: int, removed: int, seconds: float) -> Report:
    def count(table: str, column: str) -> dict[str, int]:
        return dict(Counter(getattr(dataset, table)[column].to_pylist()).most_common())

    dates = sorted(d for d in dataset.articles["date"].to_pylist() if d)
    dropped: Counter[str] = Counter()
    for note in state.notes():
        dropped.update(json.loads(note))
    return Report(
        files=state.read(),
        fresh=fresh,
        removed=removed,
        articles=dataset.articles.num_rows,
        characters=sum(map(len, dataset.articles["text"].to_pylist())),
        kinds=count("articles", "kind"),
        entities=count("entities", "type"),
        relations=count("relations", "type"),
        mentions=dataset.mentions.num_rows,
        skipped=state.skipped(),
        dropped=dict(dropped.most_common()),
        first_date=dates[0] if dates else None,
        last_date=dates[-1] if dates else None,
        seconds=seconds,
        out=str(out),
    )

"""`build`: from a folder of pages to a dataset folder, in the order of one list of stages."""

from __future__ import annotations

import functools
import hashlib
import json
import os
import time
from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path

from filelock import FileLock, Timeout

from kg.article import Article
from kg.dataset import TABLES, Dataset, is_dataset, write_dataset
from kg.engine import Engine, LocalEngine, available_cores
from kg.errors import InputError, OutputError, ReadError
from kg.extract import Extract, extract
from kg.link.corpus import link_corpus
from kg.link.home import home_of_paper, home_of_text
from kg.pipeline import STAGES, home_code, load_pipeline
from kg.read import SourceFile, find_files, read_articles
from kg.state import State

BUILD_STAGES = ("find", "read", *(s.name for s in STAGES if s.name != "kg_foreign"), "extract", "link", "write")
LONGEST_ARTICLE = 20_000
SMALL_WORK = 400_000  # bytes; below this, starting processes costs more than it saves
_STATE = Path(".kg") / "state.sqlite"
_OWN_FILES = {".kg", "graph.graphml", *(f"{name}.parquet" for name in TABLES)}


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


@dataclass(frozen=True)
class Settings:
    """What decides what a build reads from a file; another value means reading everything anew."""

    model: str = "names"
    home: str | None = None

    def fingerprint(self) -> str:
        """One string for the version of kg, its models and these settings."""
        return json.dumps({"kg": version("kg"), "code": _code_digest(), "model": self.model, "home": self.home}, sort_keys=True)


@functools.cache
def _code_digest() -> str:
    """Digest of the package's reading code and models, so that an upgraded kg reads anew."""
    root, digest = Path(__file__).parent, hashlib.blake2b(digest_size=8)
    for path in sorted(p for folder in ("read", "nlp", "link", "relate", "knowledge") for p in (root / folder).rglob("*") if p.is_file()):
        if path.suffix in (".py", ".onnx", ".json", ".zip"):
            digest.update(path.read_bytes())
    return digest.hexdigest()


@dataclass(frozen=True)
class Task:
    """A file to read, with the digest of its bytes."""

    source: SourceFile
    digest: str


@dataclass
class FileResult:
    """What reading a file gave: rows, or a reason for none; `dropped` counts characters left out."""

    extract: Extract | None = None
    reason: str | None = None
    dropped: dict[str, int] = field(default_factory=dict)


def build(
    pages: str | Path,
    out: str | Path,
    *,
    model: str = "names",
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
        model: a built-in name model or any installed spaCy pipeline.
        home: the papers' division (昌吉州 or 6523) for pages that do not tell it.
        workers: processes; by default as many as there are cores where there is enough to do.
        engine: where to run; by default this machine's processes.
        progress: called with what is going on.

    Raises:
        InputError: there is nothing at `pages`.
        OutputError: `out` holds something else or is in use by another build.
        SettingsError, ModelError: a setting is wrong.
    """
    began, out, settings = time.monotonic(), Path(out), Settings(model, home_code(home))
    sources = _find(Path(pages), out)
    _check_output(out)
    (out / ".kg").mkdir(parents=True, exist_ok=True)
    try:
        with FileLock(out / ".kg" / "lock", timeout=0):
            state = State(out / _STATE)
            try:
                state.use(settings.fingerprint())
                fresh, removed = _read_new(state, sources, settings, engine, workers, progress)
                dataset = _link_and_write(state, out, fresh + removed > 0, progress)
                return _report(state, dataset, out, fresh, removed, time.monotonic() - began)
            finally:
                state.close()
    except Timeout as error:
        raise OutputError(f"{out}: another build is writing here; wait for it, or choose another --out") from error


def _find(pages: Path, out: Path) -> list[SourceFile]:
    if not pages.exists():
        raise InputError(f"{pages}: no such file or folder")
    inside = out.resolve()
    return [s for s in find_files(pages) if inside not in s.path.resolve().parents]


def _check_output(out: Path) -> None:
    if out.exists() and not out.is_dir():
        raise OutputError(f"{out}: is a file; give a folder")
    if not out.exists() or (out / _STATE).exists():
        return
    others = sorted(p.name for p in out.iterdir() if p.name not in _OWN_FILES)
    if others or is_dataset(out):
        raise OutputError(f"{out}: holds something that no build of kg made ({', '.join(others[:3]) or 'a dataset'}); choose a new folder")


def _read_new(
    state: State, sources: list[SourceFile], settings: Settings, engine: Engine | None, workers: int | None, progress: Callable[[Progress], None]
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
    make = functools.partial(make_reader, settings, 1 if workers > 1 else 0)
    if tasks:
        progress(Progress("read", 0, total, "loading the models"))
        for outcome in engine.map(make, sorted(tasks, key=lambda t: -t.source.size)):
            task, result = outcome.task, outcome.result or FileResult(reason=outcome.failure)
            state.put(task.source.doc, task.digest, task.source.size, result.extract, result.reason, json.dumps(result.dropped))
            done += task.source.size
            progress(Progress("read", done, total, task.source.doc))
    return len(tasks), len(gone)


def _digests(sources: Iterable[SourceFile], progress: Callable[[Progress], None]) -> Iterator[tuple[SourceFile, str]]:
    found = list(sources)
    for i, source in enumerate(found, 1):
        digest = hashlib.blake2b(digest_size=16)
        try:
            with open(source.path, "rb") as file:
                while block := file.read(1 << 20):
                    digest.update(block)
        except OSError as error:
            digest.update(f"unreadable {error.errno}".encode())
        if i % 200 == 0 or i == len(found):
            progress(Progress("find", i, len(found)))
        yield source, digest.hexdigest()


def make_reader(settings: Settings, threads: int) -> Callable[[Task], FileResult]:
    """The function that reads one file, with the pipeline loaded."""
    if threads:
        os.environ.setdefault("OMP_NUM_THREADS", str(threads))
    nlp = load_pipeline(settings.model, home=settings.home, threads=threads)

    def read(task: Task) -> FileResult:
        dropped: Counter[str] = Counter()
        try:
            articles = [part for a in read_articles(task.source, dropped) for part in cut_long(a)]
        except ReadError as error:
            return FileResult(reason=error.reason)
        for number, article in enumerate(articles):
            article.seq = number
        set_home(articles, settings.home)
        docs = []
        for article in articles:
            doc = nlp.make_doc(article.text)
            doc._.article = article
            docs.append(doc)
        return FileResult(extract(nlp.pipe(docs, batch_size=32)), dropped=dict(dropped))

    return read


def set_home(articles: list[Article], given: str | None) -> None:
    """The home of a page: of the paper that its masthead names, else the one given, else the division it speaks of most."""
    named = next((h for a in articles if (h := home_of_paper(a.publication))), None)
    home = named or given or home_of_text("\n".join(a.text for a in articles))
    for article in articles:
        article.home = home


def cut_long(article: Article, limit: int = LONGEST_ARTICLE) -> Iterator[Article]:
    """The article, in parts of at most `limit` characters where it is longer, cut at a line or sentence end if possible."""
    start = 0
    while start < len(article.text) or start == 0:
        end = min(start + limit, len(article.text))
        if end < len(article.text):
            stop = max(article.text.rfind(c, start + limit // 2, end) for c in "\n。；，")
            end = stop + 1 if stop > 0 else end
        yield article if (start, end) == (0, len(article.text)) else _part(article, start, end)
        start = max(end, 1)


def _part(article: Article, start: int, end: int) -> Article:
    def shift(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
        return [(s - start, e - start) for s, e in spans if start <= s and e <= end]

    bylines = [type(b)(b.name, b.role, b.start - start, b.end - start) for b in article.bylines if start <= b.start and b.end <= end]
    return Article(
        article.doc, article.seq, article.text[start:end], array("q", article.offsets[start:end]), article.title, shift(article.titles),
        article.date, article.publication, article.issue, article.kind, bylines, article.home,
    )  # fmt: skip


def _link_and_write(state: State, out: Path, changed: bool, progress: Callable[[Progress], None]) -> Dataset:
    from kg.dataset import read_dataset
    from kg.export.graphml import write_graphml
    from kg.graph import KnowledgeGraph

    marker = out / ".kg" / "complete"
    if not changed and is_dataset(out) and marker.exists() and (out / "graph.graphml").exists():
        return read_dataset(out)
    marker.unlink(missing_ok=True)
    progress(Progress("link", 0, 1))
    dataset = link_corpus(state.extracts())
    progress(Progress("write", 0, 2, "tables"))
    write_dataset(dataset, out)
    progress(Progress("write", 1, 2, "graph.graphml"))
    write_graphml(KnowledgeGraph(dataset), out / "graph.graphml")
    marker.touch()
    progress(Progress("write", 2, 2))
    return dataset


def _report(state: State, dataset: Dataset, out: Path, fresh: int, removed: int, seconds: float) -> Report:
    def count(table: str, column: str) -> dict[str, int]:
        return dict(Counter(getattr(dataset, table)[column].to_pylist()).most_common())

    dates = sorted(d for d in dataset.articles["date"].to_pylist() if d)
    dropped: Counter[str] = Counter()
    for note in state.notes():
        dropped.update(json.loads(note))
    return Report(
        files=state.counts()[0],
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

"""What happens to one file of the archive: read, cut into articles, sent through the pipeline, turned into rows."""

from __future__ import annotations

import functools
import hashlib
import json
from array import array
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path

from kg.article import Article
from kg.errors import ReadError
from kg.extract import Extract, extract
from kg.knowledge.files import seeds_folder
from kg.link.home import home_of_paper, home_of_text
from kg.nlp.foreign import model_version
from kg.nlp.readings import DEFAULT_READING, READINGS
from kg.pipeline import load_pipeline
from kg.read import SourceFile, read_articles

LONGEST_ARTICLE = 20_000
_READING = (
    "article.py", "dataset.py", "extract.py", "ontology.py", "pipeline.py", "reader.py", "read", "nlp", "link", "relate", "knowledge",
)  # fmt: skip
_DECIDES = (".py", ".onnx", ".json", ".zip", ".csv")


@dataclass(frozen=True)
class Settings:
    """What decides what a build reads from a file; another value means reading everything anew."""

    model: str = DEFAULT_READING
    home: str | None = None

    def fingerprint(self) -> str:
        """One string for the version of kg, its models and these settings."""
        foreign = None if self.model in READINGS else model_version(self.model)
        return json.dumps({"kg": version("kg"), "code": _code_digest(), "model": self.model, "foreign": foreign, "home": self.home})


@functools.cache
def _code_digest() -> str:
    """Digest of the package's reading code, models and gazetteers, so that an upgraded kg reads anew."""
    digest = hashlib.blake2b(digest_size=8)
    for place in (*(Path(__file__).parent / name for name in _READING), seeds_folder() / "gazetteer"):
        for path in sorted(place.rglob("*")) if place.is_dir() else [place]:
            if path.suffix in _DECIDES and path.is_file():
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


def make_reader(settings: Settings, threads: int) -> Callable[[Task], FileResult]:
    """The function that reads one file, with the pipeline loaded; `threads` are those of the name model."""
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

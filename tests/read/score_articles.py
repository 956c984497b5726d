"""Articles, headlines, kinds and authors read from annotated articles that are set as pages are.

    python -m tests.read.score_articles seeds/train seeds/dev [--errors] [--all]

Each file of articles is a page in a third of the styles of the sample pages (with --all: in all of them).
"""

from __future__ import annotations

import random
import sys
import time
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from kg.article import Article, Page
from kg.evaluate.annotated import AnnotatedArticle, parse_annotated
from kg.evaluate.convert import to_gold
from kg.evaluate.layout import print_articles, set_columns
from kg.evaluate.score import Counts
from kg.evaluate.typeset import PAGES, Sheet
from kg.read import clean_page, split_articles
from kg.read.text import identity
from tests.evaluate.reading import score_page


def set_page(articles: list[AnnotatedArticle], sheet: Sheet, seed: str) -> str:
    """The articles as one page of text in the style of a sheet."""
    rng = random.Random(seed)
    printed = print_articles(articles, sheet.style, rng)
    return "\n\n".join([*sheet.header, *(set_columns(blocks, sheet.style, rng) for blocks in printed)]) + "\n"


def pages(paths: list[Path], every: int) -> Iterator[tuple[str, list[AnnotatedArticle], str]]:
    """A name, the articles and their text for each file in each of its styles."""
    sheets = [(name, s) for name, s in PAGES.items() if s.path.endswith(".txt")]
    for number, path in enumerate(paths):
        articles = [a for a in parse_annotated(path.read_text(encoding="utf-8"), str(path))[0] if a.text]
        articles = [a for a in articles if a.meta.get("kind") != "masthead"]
        for name, sheet in sheets[number % every :: every]:
            yield f"{path.stem}/{name}", articles, set_page(articles, sheet, f"{path.name} {name}")


def read_text(text: str) -> list[Article]:
    """The articles of a page."""
    return split_articles(clean_page(Page("page.txt", text, identity(text))))


def score_articles(paths: list[Path], every: int = 3) -> tuple[dict[str, Counts], list[str], float]:
    """Counts by measure, what is missed or wrong, and characters read a second; dates stand on no such page."""
    counts: dict[str, Counts] = defaultdict(Counts)
    errors: list[str] = []
    characters, seconds = 0, 0.0
    for name, articles, text in pages(paths, every):
        began = time.process_time()
        found = read_text(text)
        seconds += time.process_time() - began
        characters += len(text)
        errors += score_page(name, to_gold(name, articles)["articles"], found, counts)
    counts.pop("dates", None)
    return counts, [e for e in errors if " dates " not in e], characters / max(seconds, 1e-9)


def main(argv: list[str]) -> None:
    """Score the files or folders named."""
    named = [Path(a) for a in argv if not a.startswith("--")]
    paths = [q for p in named for q in (sorted(p.rglob("*.txt")) if p.is_dir() else [p])]
    counts, errors, speed = score_articles(paths, 1 if "--all" in argv else 3)
    for line in errors if "--errors" in argv else []:
        print(line)
    for measure, c in counts.items():
        print(f"{measure:26s} P {c.precision:.3f} R {c.recall:.3f} F1 {c.f1:.3f}  tp {c.tp} fp {c.fp} fn {c.fn}")
    print(f"{speed:,.0f} characters a second")


if __name__ == "__main__":
    main(sys.argv[1:])

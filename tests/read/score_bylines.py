"""Bylines read from the plain text of annotated articles, against their AUTHORED relations.

    python -m tests.read.score_bylines seeds/train seeds/dev [--errors]

Articles are fed alone, as pages of eight (paragraphs parted by blank lines or not), and wrapped as narrow columns are.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from kg.article import Page
from kg.evaluate.annotated import AnnotatedArticle, parse_annotated
from kg.read import clean_page, split_articles
from kg.read.text import identity


def gold_names(article: AnnotatedArticle) -> set[str]:
    """The authors of an article as printed."""
    return {s for f in article.facts if f.type == "AUTHORED" for s in article.surfaces(f.head)[:1]}


def wrap(text: str, columns: int, indent: str = "") -> str:
    """Every line cut when it is as wide as a column; ASCII counts half."""
    lines = []
    for line in text.split("\n"):
        current, wide = "", 0.0
        for char in indent + line:
            wide += 0.5 if char.isascii() else 1
            if wide > columns:
                lines.append(current)
                current, wide = "", 0.5 if char.isascii() else 1
            current += char
        lines.append(current)
    return "\n".join(lines)


LAYOUTS: dict[str, Callable[[Sequence[AnnotatedArticle]], str]] = {
    "blank lines": lambda page: "\n\n\n".join(a.text.replace("\n", "\n\n") for a in page),
    "tight": lambda page: "\n\n".join(a.text for a in page),
    "dense": lambda page: "\n".join(a.text for a in page),
    "columns of 18": lambda page: "\n\n".join(wrap(a.text, 18, "　　") for a in page),
    "columns of 23, no indent": lambda page: "\n\n".join(wrap(a.text, 23) for a in page),
}


def read_text(text: str) -> set[str]:
    """Names of all authors that the reader finds in a page."""
    page = clean_page(Page("page.txt", text, identity(text)))
    return {b.name for a in split_articles(page) for b in a.bylines}


def pages(articles: Sequence[AnnotatedArticle], size: int) -> Iterator[Sequence[AnnotatedArticle]]:
    """Articles in groups."""
    for at in range(0, len(articles), size):
        yield articles[at : at + size]


def score(articles: Sequence[AnnotatedArticle], layout: str, size: int, errors: bool = False) -> tuple[int, int, int]:
    """Right, wrong and missed names."""
    right = wrong = missed = 0
    for page in pages(articles, size):
        gold = set().union(*(gold_names(a) for a in page))
        found = read_text(LAYOUTS[layout](page))
        right, wrong, missed = right + len(gold & found), wrong + len(found - gold), missed + len(gold - found)
        if errors and gold ^ found:
            print(page[0].path, *(a.id for a in page), *(f"-{n}" for n in gold - found), *(f"+{n}" for n in found - gold))
    return right, wrong, missed


def main(argv: list[str]) -> None:
    """Score the files or folders named."""
    paths = [q for p in map(Path, argv) if p.exists() for q in (sorted(p.rglob("*.txt")) if p.is_dir() else [p])]
    articles = [a for p in paths for a in parse_annotated(p.read_text(encoding="utf-8"), str(p))[0] if a.text]
    for layout in LAYOUTS:
        for size in (1, 8):
            right, wrong, missed = score(articles, layout, size, "--errors" in argv and (size == 1 or layout == "dense"))
            precision, recall = right / max(1, right + wrong), right / max(1, right + missed)
            print(f"{layout:26s} {size} a page: P {precision:.3f} R {recall:.3f}", right, wrong, missed)


if __name__ == "__main__":
    main(sys.argv[1:])

"""Reading: from files to pages to articles."""

from __future__ import annotations

from collections import Counter

from kg.article import Article
from kg.read.clean import clean_page
from kg.read.files import SourceFile, find_files
from kg.read.page import read_page
from kg.read.split import split_articles

__all__ = ["SourceFile", "clean_page", "find_files", "read_articles", "read_page", "split_articles"]


def read_articles(source: SourceFile, dropped: Counter[str] | None = None) -> list[Article]:
    """Read, clean and split one file; what was left out is added to `dropped` by reason, in characters.

    Raises:
        ReadError: the file cannot be read.
    """
    page = clean_page(read_page(source))
    articles = split_articles(page)
    if dropped is not None:
        dropped.update(page.dropped)
    return articles

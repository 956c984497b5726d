"""Page and Article: what reading hands to the spaCy pipeline."""

from __future__ import annotations

from array import array
from collections import Counter
from dataclasses import dataclass, field


@dataclass
class Page:
    """One source file as text. `doc` is its path under the input folder, with forward slashes.

    `offsets[i]` is the character of the decoded file that `text[i]` came from; the two have one length
    (of an HTML or PDF file: of the text taken from it). `dropped` counts by reason the characters left out.
    """

    doc: str
    text: str
    offsets: array[int] = field(default_factory=lambda: array("q"))
    encoding: str = "utf-8"
    date: str | None = None
    title: str | None = None
    dropped: Counter[str] = field(default_factory=Counter)


@dataclass(frozen=True)
class Byline:
    """An author: `role` is 记者, 通讯员, 摄, 作者 …; `start`, `end` lie in the article's text."""

    name: str
    role: str
    start: int
    end: int


@dataclass
class Article:
    """One article of a page, its text made whole: paragraphs separated by line breaks, headline lines first.

    `offsets[i]` is the character of the decoded file that `text[i]` came from.
    `titles` are the character ranges of headline, kicker and subheading lines above the body.
    `date` is ISO 8601 or None; `kind` is one of `kg.ontology.ARTICLE_KINDS`; `home` is the code of the division
    that 我州, 全市 … mean here, where the page tells.
    """

    doc: str
    seq: int
    text: str
    offsets: array[int]
    title: str = ""
    titles: list[tuple[int, int]] = field(default_factory=list)
    date: str | None = None
    publication: str | None = None
    issue: str | None = None
    kind: str = "news"
    bylines: list[Byline] = field(default_factory=list)
    home: str | None = None

    @property
    def source_start(self) -> int:
        """First character of the article in the decoded file."""
        return min(self.offsets, default=0)

    @property
    def source_end(self) -> int:
        """One past the last character of the article in the decoded file."""
        return max(self.offsets, default=-1) + 1

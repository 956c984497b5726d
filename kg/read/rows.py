"""Rows, the lines of a clean page with what each looks like, and drafts, the articles in the making."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import takewhile

from kg.read.entries import entries, is_body, is_date_line, is_entry
from kg.read.finish import LIST
from kg.read.lines import BODY, BYLINE, CREDIT, FURNITURE, HEAD, ITEM, LEAD, SIGN, is_item, shape
from kg.read.text import HAN, is_finished, width

_MAX_HEADER = 8
_MAX_HEAD = 46
_NO_END = "，、：；。,:;—"
_LABEL = re.compile(rf"[{HAN}·]{{2,6}}$|\d{{1,3}}$")


@dataclass
class Row:
    """A line of the clean page: its place, its shape, and how many blank lines stand before it."""

    start: int
    end: int
    text: str
    kind: str
    gap: int = 0


@dataclass
class Draft:
    """An article in the making."""

    rows: list[Row] = field(default_factory=list)
    heads: int = 0
    kind: str | None = None
    closed: bool = False

    @property
    def body(self) -> list[Row]:
        """The rows below the headline that are no bylines."""
        return [r for r in self.rows[self.heads :] if r.kind not in (BYLINE, CREDIT, SIGN)]

    @property
    def reported(self) -> bool:
        """Whether it names its author above the text."""
        return any(r.kind in (LEAD, BYLINE) for r in self.rows)

    @property
    def listed(self) -> bool:
        """Whether its headline calls it a list or notice."""
        return any(LIST.search(r.text) for r in self.rows[: self.heads])


def make_rows(text: str) -> list[Row]:
    """The lines of a clean page."""
    rows, at, gap = [], 0, 0
    for line in text.split("\n"):
        if line:
            rows.append(Row(at, at + len(line), line, shape(line), gap))
            gap = 0
        else:
            gap += 1
        at += len(line) + 1
    mark_page_labels(rows)
    promote_headlines(rows)
    mark_entries(rows)
    return rows


def mark_page_labels(rows: Sequence[Row]) -> None:
    """The page's number and the name of its section, where they stand by themselves in the header at the top."""
    top = list(takewhile(lambda r: r.kind == FURNITURE or _LABEL.match(r.text), rows[:_MAX_HEADER]))
    while top and top[-1].kind != FURNITURE and not top[-1].text.isdigit():
        top.pop()
    if any(r.kind == FURNITURE for r in top):
        for row in top:
            row.kind = FURNITURE


def promote_headlines(rows: Sequence[Row]) -> None:
    """A short line above a byline or the opening of a report is a headline, whatever it looks like by itself."""
    for before, row, below in zip([None, *rows], rows, rows[1:], strict=False):
        if row.kind != BODY or width(row.text) > _MAX_HEAD or row.text[-1] in _NO_END or (before and before.kind == HEAD):
            continue
        subtitle = below.kind == HEAD and below.text.startswith("——")
        if subtitle or (below.kind in (LEAD, BYLINE) and not is_finished(row.text)):
            row.kind = HEAD


def mark_entries(rows: Sequence[Row]) -> None:
    """Tell entries of lists and signing bodies from the headlines that they look like."""
    at = 0
    while at < len(rows):
        end = at
        while end < len(rows) and rows[end].kind == HEAD:
            end += 1
        alike = entries([r.text for r in rows[at:end]])
        for number, row in enumerate(rows[at:end]):
            if number in alike or is_entry(row.text) or (is_item(row.text) and at + number > 0):
                row.kind = ITEM
        at = max(end, at + 1)
    for row, below in zip(rows[1:], [*rows[2:], None], strict=False):
        if row.kind in (HEAD, BODY) and is_body(row.text) and (below is None or is_date_line(below.text)):
            row.kind = SIGN

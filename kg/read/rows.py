"""Rows, the lines of a clean page with what each looks like, and drafts, the articles in the making."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
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


class Draft:
    """An article in the making: of its rows the first `heads` stand above the body.

    `body` are the rows below them that are no bylines, `subhead` the last headline-like one among them; `reported`
    says that an author is named above the text, `listed` that the headline calls it a list or notice.
    """

    def __init__(self, rows: Sequence[Row] = (), heads: int = 0) -> None:
        self.rows: list[Row] = list(rows[:heads])
        self.heads = heads
        self.kind: str | None = None
        self.closed = self.reported = False
        self.body: list[Row] = []
        self.subhead: str | None = None
        self.listed = any(LIST.search(r.text) for r in self.rows)
        self.add(*rows[heads:])

    def add(self, *rows: Row) -> None:
        """Put rows below those that there are."""
        for row in rows:
            self.rows.append(row)
            self.reported = self.reported or row.kind in (LEAD, BYLINE)
            if row.kind not in (BYLINE, CREDIT, SIGN):
                self.body.append(row)
            if row.kind == HEAD:
                self.subhead = row.text

    def take(self, count: int) -> list[Row]:
        """Take the last rows of the body off again; no byline may stand among them."""
        taken = self.rows[len(self.rows) - count :]
        del self.rows[len(self.rows) - count :], self.body[len(self.body) - count :]
        return taken


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

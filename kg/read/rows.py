"""Rows, the lines of a clean page with what each looks like, and drafts, the articles in the making."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from kg.read.entries import entries, is_body, is_date_line, is_entry
from kg.read.finish import LIST
from kg.read.lines import BODY, BYLINE, CREDIT, HEAD, ITEM, LEAD, SIGN, is_item, shape


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
    mark_entries(rows)
    return rows


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

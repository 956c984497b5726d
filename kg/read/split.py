"""A page cut into its articles."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from kg.article import Article, Page
from kg.read.authors import ends_signed, ends_with_credit, lead_end, name_line, signed_line
from kg.read.dates import dateline, year_in_path
from kg.read.finish import AFTERWORD, LIST, make_article
from kg.read.lines import BODY, BYLINE, CREDIT, FURNITURE, HEAD, ITEM, LEAD, MASTHEAD, SIGN, is_rule, shape
from kg.read.masthead import Imprint, masthead_ranges, read_imprint

_MAX_HEADLINES = 6
_MAX_CAPTION = 3
_CAPTION_CHARS = 700
_SALUTATION = re.compile(r"(?:编辑同志|编辑部|尊敬的|亲爱的)[^。]{0,16}[：:]$")
_NEWS_START = re.compile(r"(?:(?:\d{4}年)?\d{1,2}月)?\d{1,2}日[^，。]{0,12}[，,]|(?:近日|日前|昨日|昨天|前日|记者从)")
_CAPTION_START = re.compile(r"(?:\d{4}年)?\d{1,2}月\d{1,2}日|近日|日前|图为|昨日")


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


def split_articles(page: Page) -> list[Article]:
    """The articles of a clean page in order. Lines that belong to no article are counted in `page.dropped`."""
    rows = _rows(page.text)
    ranges = masthead_ranges([r.text for r in rows])
    imprint = read_imprint([r.text for r in rows], ranges)
    for start, end in ranges:
        for row in rows[start:end]:
            row.kind = MASTHEAD
    furniture = sum(len(r.text) for r in rows if r.kind == FURNITURE)
    if furniture:
        page.dropped["page furniture"] += furniture
    drafts = _Splitter([r for r in rows if r.kind != FURNITURE or is_rule(r.text)]).run()
    imprint.date = imprint.date or page.date
    articles = [make_article(page, seq, draft.rows, draft.heads, draft.kind, imprint) for seq, draft in enumerate(drafts)]
    _date_by_line(articles, page, imprint)
    return articles


def _date_by_line(articles: list[Article], page: Page, imprint: Imprint) -> None:
    """Where only the year is known, datelines tell the day."""
    year = None if imprint.date else year_in_path(page.doc)
    if year:
        for article in articles:
            body = article.text[article.titles[-1][1] if article.titles else 0 :].lstrip()
            article.date = dateline(body[: lead_end(body[:80])], year)


def _rows(text: str) -> list[Row]:
    rows, at, gap = [], 0, 0
    for line in text.split("\n"):
        if line:
            rows.append(Row(at, at + len(line), line, shape(line), gap))
            gap = 0
        else:
            gap += 1
        at += len(line) + 1
    return rows


def _is_list(draft: Draft) -> bool:
    return any(LIST.search(r.text) for r in draft.rows[: draft.heads])


class _Splitter:
    """Walks down the page; a headline begins an article if what follows it looks like the beginning of one."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self.rows = rows
        self.drafts: list[Draft] = []
        self.current: Draft | None = None
        gaps = sorted(r.gap for r in rows[1:])
        self.usual_gap = gaps[len(gaps) // 2] if gaps else 0

    def run(self) -> list[Draft]:
        """All articles, photos with their captions apart."""
        at = 0
        while at < len(self.rows):
            row = self.rows[at]
            if row.kind == MASTHEAD:
                at = self._masthead(at)
            elif row.kind == FURNITURE:
                self.current = None
                at += 1
            elif row.kind == HEAD:
                at = self._heads(at)
            else:
                self._line(at)
                at += 1
        return [d for d in self.drafts if d.rows]

    def _open(self, rows: Sequence[Row] = (), heads: int = 0) -> Draft:
        self.current = Draft(list(rows), heads)
        self.drafts.append(self.current)
        return self.current

    def _masthead(self, at: int) -> int:
        end = at
        while end < len(self.rows) and self.rows[end].kind == MASTHEAD:
            end += 1
        self._open(self.rows[at:end]).kind = MASTHEAD
        self.current = None
        return end

    def _heads(self, at: int) -> int:
        """A run of headline-like lines: the headline of a new article, or a subhead inside this one."""
        end = at
        while end < len(self.rows) and self.rows[end].kind == HEAD:
            end += 1
        at = self._signatures(at, end)
        if at == end:
            return end
        first = self._first_head(at, end)
        if not self._begins(first, end):
            (self.current or self._open()).rows += self.rows[at:end]
            return end
        if first > at:
            (self.current or self._open()).rows += self.rows[at:first]
        self._open(self.rows[first:end], self._title_lines(first, end))
        return end

    def _title_lines(self, first: int, end: int) -> int:
        """How many of the headline-like lines are headline; where nothing but such lines follow, they are a list."""
        listed = end == len(self.rows) or end - first > _MAX_HEADLINES
        return 1 if listed else end - first

    def _signatures(self, at: int, end: int) -> int:
        """Names that close a letter or a brief look like headlines of the next one; give them to the article they close."""
        current = self.current
        while current and current.body and at < end and (name_line(self.rows[at].text) or signed_line(self.rows[at].text)):
            current.rows.append(self.rows[at])
            current.closed = True
            at += 1
        return at

    def _first_head(self, at: int, end: int) -> int:
        """Where in a run of headline-like lines the headline begins: after the last wide gap, at most six lines up."""
        if self.current is None or not self.current.body:
            return at
        listed = next((n for n in range(at, end) if LIST.search(self.rows[n].text)), None)
        if listed is not None:
            return listed
        first = max(at, end - _MAX_HEADLINES)
        wide = [n for n in range(first + 1, end) if self._is_wide(self.rows[n])]
        return wide[-1] if wide else first

    def _is_wide(self, row: Row) -> bool:
        return row.gap > self.usual_gap and (self.usual_gap == 0 or row.gap >= 2)

    def _begins(self, at: int, end: int) -> bool:
        current = self.current
        if current is None or current.closed:
            return True
        if end == len(self.rows):
            return False
        following = self.rows[end]
        if following.kind in (LEAD, BYLINE):
            return True
        last = self.rows[end - 1].text
        if (name_line(last) or signed_line(last)) and end - at > 1 and following.kind == BODY:
            return True
        if end - at <= _MAX_CAPTION and not _is_list(current) and self._photo_ahead(end):
            return True
        if self._opens_news(current, at, end) or self._signed_ahead(current, end) or self._ends_list(current, following):
            return True
        if any(LIST.search(r.text) for r in self.rows[at:end]) and current.body:
            return True
        return self._is_wide(self.rows[at]) and bool(current.body)

    def _opens_news(self, current: Draft, at: int, end: int) -> bool:
        """Two headline lines in a row, or a date right below one: not what subheads of an article look like."""
        following = self.rows[end]
        if _SALUTATION.match(following.text):
            return True
        if following.kind != BODY or len(following.text) < 40 or not current.body or len(current.body[-1].text) < 30:
            return False
        if end - at > 1:
            return True
        featured = any(r.kind == BYLINE for r in current.rows)
        return not featured and bool(_NEWS_START.match(following.text))

    def _ends_list(self, current: Draft, following: Row) -> bool:
        """Running text after a list of items."""
        return bool(current.body) and current.body[-1].kind == ITEM and following.kind == BODY and len(following.text) >= 40

    def _signed_ahead(self, current: Draft, at: int) -> bool:
        """Whether the text that follows names its author at the end, while the article above has one already."""
        if not any(r.kind in (LEAD, BYLINE) for r in current.rows):
            return False
        for row in self.rows[at:]:
            if row.kind not in (BODY, ITEM):
                return row.kind == SIGN
        return False

    def _photo_ahead(self, at: int) -> bool:
        """Whether a short text follows that ends with a photographer's credit."""
        chars = 0
        for row in self.rows[at : at + 1 + _MAX_CAPTION + 1]:
            if row.kind == CREDIT:
                return chars > 0
            chars += len(row.text)
            if row.kind not in (BODY, ITEM) or chars > _CAPTION_CHARS:
                return False
            if ends_with_credit(row.text):
                return True
        return False

    def _line(self, at: int) -> None:
        row = self.rows[at]
        current = self.current
        if row.kind == LEAD and current and self._may_open(current):
            current.kind, current.closed = None, False
        elif row.kind == LEAD:
            current = self._open()
        if current is None or (current.closed and row.kind not in (BYLINE, CREDIT, SIGN) and not AFTERWORD.match(row.text)):
            current = self._open()
        if row.kind == CREDIT or (row.kind == BODY and ends_with_credit(row.text)):
            self._credit(current, row)
            return
        current.rows.append(row)
        if row.kind == SIGN:
            current.closed = True
        elif row.kind == BODY and ends_signed(row.text):
            self._sign(current, at)

    def _sign(self, current: Draft, at: int) -> None:
        """An author in brackets closes an article, if a headline follows."""
        following = self.rows[at + 1] if at + 1 < len(self.rows) else None
        current.closed = following is None or following.kind == HEAD or self._photo_ahead(at + 1)

    def _may_open(self, draft: Draft) -> bool:
        """Whether a report may begin here without a headline of its own: under a headline, or under a photo below one."""
        body = draft.body
        if not body:
            return True
        return draft.heads > 0 and draft.kind == "photo" and sum(len(r.text) for r in body) < 160

    def _credit(self, current: Draft, row: Row) -> None:
        """A photographer's credit: what stands above it is a caption."""
        body = current.body
        inline = row.kind == BODY
        chars = sum(len(r.text) for r in body)
        reported = any(r.kind in (LEAD, BYLINE) for r in current.rows) or _is_list(current)
        if not reported and chars < _CAPTION_CHARS and len(body) <= _MAX_CAPTION + 1 and not (inline and body and current.heads):
            current.rows.append(row)
            current.kind, current.closed = "photo", True
            return
        caption = [] if inline else self._caption(current)
        kept = current
        photo = self._open([*caption, row])
        photo.kind = "photo"
        self.current = kept

    def _caption(self, draft: Draft) -> list[Row]:
        """Take the caption off the end of an article: its last paragraph, or more of them back to where a caption begins."""
        rows = draft.rows
        count = 0
        while count < _MAX_CAPTION and len(rows) - count > draft.heads and rows[-1 - count].kind in (BODY, ITEM):
            count += 1
            row = rows[-count]
            if row.gap > self.usual_gap or _CAPTION_START.match(row.text):
                break
        else:
            count = min(count, 1)
        caption = rows[len(rows) - count :]
        del rows[len(rows) - count :]
        return caption

"""A page cut into its articles."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.article import Article, Page
from kg.read.authors import ends_signed, ends_with_credit, lead_end, name_line, signed_line
from kg.read.dates import dateline, year_in_path
from kg.read.entries import is_body
from kg.read.finish import AFTERWORD, make_article
from kg.read.lines import BODY, BYLINE, CREDIT, FURNITURE, HEAD, ITEM, LEAD, MASTHEAD, SIGN, is_rule
from kg.read.masthead import Imprint, masthead_ranges, read_imprint
from kg.read.openings import CAPTION_CHARS, MAX_CAPTION, Openings
from kg.read.rows import Draft, Row, make_rows

_CAPTION_START = re.compile(
    r"(?:\d{4}年)?(?:\d{1,2}月)?\d{1,2}日|近日|日前|连日来|眼下|昨[日天]|时下|初[春夏秋冬]|[上下左右]?图(?:为|[①-⑨一二三1-9]|[：:])"
)
_PICTURED = re.compile(r"摄影报道|图文报道|^图\s?[：:]")


def split_articles(page: Page) -> list[Article]:
    """The articles of a clean page in order. Lines that belong to no article are counted in `page.dropped`."""
    rows = make_rows(page.text)
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


def _signs(line: str, draft: Draft) -> bool:
    """Whether a line that looks like a headline is who signs: a person, or the body that gives a notice."""
    return bool(name_line(line) or signed_line(line)) or (draft.listed and is_body(line))


def _pictured(draft: Draft, row: Row) -> bool:
    """Whether a byline below a caption names who took the picture and wrote: 王强 摄影报道, 图：王强 文：李红."""
    body = draft.body
    if row.kind not in (BYLINE, SIGN) or not body or not _PICTURED.search(row.text):
        return False
    return any(_CAPTION_START.match(r.text) for r in body[-MAX_CAPTION:]) and sum(len(r.text) for r in body[-MAX_CAPTION:]) < CAPTION_CHARS


class _Splitter:
    """Walks down the page; a headline begins an article if what follows it looks like the beginning of one."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self.rows = rows
        self.drafts: list[Draft] = []
        self.current: Draft | None = None
        self.openings = Openings(rows)

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
        self.current = Draft(rows, heads)
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
        first = self.openings.first_head(self.current, at, end)
        if not self.openings.begins(self.current, first, end):
            (self.current or self._open()).add(*self.rows[at:end])
            return end
        if first > at:
            (self.current or self._open()).add(*self.rows[at:first])
        self._open(self.rows[first:end], self.openings.title_lines(first, end))
        return end

    def _signatures(self, at: int, end: int) -> int:
        """Names that close a letter or a brief look like headlines of the next one; give them to the article they close."""
        current = self.current
        while current and current.body and at < end and _signs(self.rows[at].text, current):
            current.add(self.rows[at])
            current.closed = True
            at += 1
        return at

    def _line(self, at: int) -> None:
        row = self.rows[at]
        current = self.current
        if row.kind == LEAD and current and self._may_open(current):
            current.kind, current.closed = None, False
        elif row.kind == LEAD:
            current = self._open()
        if current is None or (current.closed and row.kind not in (BYLINE, CREDIT, SIGN) and not AFTERWORD.match(row.text)):
            current = self._open()
        if row.kind == CREDIT or (row.kind == BODY and ends_with_credit(row.text)) or _pictured(current, row):
            self._credit(current, row)
            return
        current.add(row)
        if row.kind == SIGN:
            current.closed = True
        elif row.kind == BODY and ends_signed(row.text):
            self._sign(current, at)

    def _sign(self, current: Draft, at: int) -> None:
        """An author in brackets closes an article, if a headline follows."""
        following = self.rows[at + 1] if at + 1 < len(self.rows) else None
        current.closed = following is None or following.kind == HEAD or self.openings.photo_ahead(at + 1)

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
        alone = not current.heads or len(body) < 2 or bool(_CAPTION_START.match(body[0].text))
        short = len(body) <= MAX_CAPTION + 1 and sum(len(r.text) for r in body) < CAPTION_CHARS
        if alone and short and not (current.reported or current.listed or (inline and body and current.heads)):
            current.add(row)
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
        while count < MAX_CAPTION and len(rows) - count > draft.heads and rows[-1 - count].kind in (BODY, ITEM):
            count += 1
            row = rows[-count]
            if row.gap > self.openings.usual_gap or _CAPTION_START.match(row.text):
                break
        else:
            count = min(count, 1)
        return draft.take(count)

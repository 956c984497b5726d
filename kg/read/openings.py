"""Whether a run of headline-like lines begins an article or is a subhead inside one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from kg.read.authors import ends_with_credit, name_line, signed_line
from kg.read.entries import parallel
from kg.read.finish import LIST
from kg.read.lines import BODY, BYLINE, CREDIT, HEAD, ITEM, LEAD, SIGN
from kg.read.rows import Draft, Row

MAX_CAPTION = 3
CAPTION_CHARS = 700
_MAX_HEADLINES = 6
_MIN_BODY = 25
_MIN_SENTENCE = 10
_SHORT = 14
_DOCUMENT = re.compile(r"的(?:决定|通知|通报|批复|意见|函)$|(?:感谢|慰问|公开|表扬|倡议)[信书]$")
_ALL = 0.7
_BULLETS = "▲△■□◆◇●○◎★☆▶【"
_SALUTATION = re.compile(r"(?:编辑同志|编辑部|尊敬的|亲爱的)[^。]{0,16}[：:]$")
_NEWS_START = re.compile(r"(?:(?:\d{4}年)?\d{1,2}月)?\d{1,2}日[^，。]{0,12}[，,]|(?:近日|日前|昨日|昨天|前日|记者从)")


def _is_head(row: Row | None) -> bool:
    return row is not None and row.kind == HEAD


class Openings:
    """Judges the headline-like lines of one page by what stands around them.

    A wide gap counts only on pages whose articles are parted by one; where every paragraph is set off alike, a lone
    line between two finished paragraphs is a headline unless it is built like the subheads near it.
    """

    def __init__(self, rows: Sequence[Row]) -> None:
        self.rows = rows
        gaps = sorted(r.gap for r in rows[1:])
        self.usual_gap = gaps[len(gaps) // 2] if gaps else 0
        runs = self._runs()
        self.gaps_tell = len(runs) > 1 and sum(self.is_wide(rows[at]) for at, _ in runs) >= len(runs) * 0.5
        self.all_told = len(runs) > 2 and sum(self._told(at, end) for at, end in runs) >= len(runs) * _ALL

    def _runs(self) -> list[tuple[int, int]]:
        """Where headline-like lines stand, from the first to the one after the last."""
        bounds = [n for n, (a, b) in enumerate(pairwise([None, *self.rows, None])) if _is_head(a) != _is_head(b)]
        return list(zip(bounds[::2], bounds[1::2], strict=True))

    def _told(self, at: int, end: int) -> bool:
        """Whether what follows a run can only be the beginning of an article."""
        if end == len(self.rows):
            return False
        return self.rows[end].kind in (LEAD, BYLINE) or self._is_list(at, end) or self.photo_ahead(end)

    def _is_list(self, at: int, end: int) -> bool:
        return any(LIST.search(r.text) for r in self.rows[at:end])

    def is_wide(self, row: Row) -> bool:
        """Whether more blank space than usual stands above a row."""
        return row.gap > self.usual_gap and (self.usual_gap == 0 or row.gap >= 2)

    def first_head(self, current: Draft | None, at: int, end: int) -> int:
        """Where in a run the headline begins: at a list's title, after the last wide gap, at most six lines up."""
        if current is None or not current.body:
            return at
        first = max(at, end - _MAX_HEADLINES)
        listed = next((n for n in range(first, end) if LIST.search(self.rows[n].text)), first)
        while listed > first and (self.rows[listed].gap == 0 or self.rows[listed].text.startswith("—")):
            listed -= 1
        wide = [n for n in range(listed + 1, end) if self.is_wide(self.rows[n])]
        return wide[-1] if wide else listed

    def title_lines(self, first: int, end: int) -> int:
        """How many of the headline-like lines are headline; where nothing but such lines follow, they are a list."""
        if end == len(self.rows) or end - first > _MAX_HEADLINES:
            return 1
        listed = [n for n in range(first, end) if LIST.search(self.rows[n].text)]
        return listed[0] + 1 - first if listed and self.rows[end].kind == ITEM else end - first

    def begins(self, current: Draft | None, at: int, end: int) -> bool:
        """Whether the lines from `at` to `end` are the headline of a new article."""
        if current is None or current.closed:
            return True
        if end == len(self.rows):
            return False
        following = self.rows[end]
        if following.kind in (LEAD, BYLINE) or self._named(at, end) or _SALUTATION.match(following.text):
            return True
        if not current.body:
            return False
        if self._is_list(at, end) or self.is_wide(self.rows[at]):
            return True
        if end - at <= MAX_CAPTION and not current.listed and self.photo_ahead(end):
            return True
        return self._tells_news(current, at, end) if self.gaps_tell else self._stands_apart(current, at, end)

    def _named(self, at: int, end: int) -> bool:
        """A headline with its author's name below it."""
        last = self.rows[end - 1].text
        return end - at > 1 and self.rows[end].kind == BODY and bool(name_line(last) or signed_line(last))

    def _stands_apart(self, current: Draft, at: int, end: int) -> bool:
        last, following = current.rows[-1], self.rows[end]
        if last.text[-1] in "：:、，":
            return False
        if following.kind == ITEM or following.text[0] in _BULLETS:
            return last.kind != ITEM and end - at <= MAX_CAPTION and not (current.listed and end - at == 1)
        if following.kind != BODY or not self._is_paragraph(following.text):
            return False
        if end - at > 1 or _DOCUMENT.search(self.rows[at].text):
            return True
        return not self._is_subhead(current, at) and not (self.all_told and current.reported and not self._signed_ahead(current, end))

    def _is_paragraph(self, text: str) -> bool:
        return len(text) >= _MIN_BODY or (len(text) >= _MIN_SENTENCE and text[-1] in "。！？”：:")

    def _is_subhead(self, current: Draft, at: int) -> bool:
        """Whether a line is built like a subhead above it in the article, or like the next one below."""
        text = self.rows[at].text
        above = current.subhead
        below = self._next_head(at + 1)
        if above and (parallel(above, text) or (len(text) <= _SHORT and not _NEWS_START.match(self.rows[at + 1].text))):
            return True
        return below is not None and parallel(text, below)

    def _next_head(self, at: int) -> str | None:
        """The next line that could be a subhead, before any sign of another article."""
        for number in range(at, len(self.rows) - 1):
            row = self.rows[number]
            if row.kind == HEAD:
                return row.text if self.rows[number + 1].kind in (BODY, ITEM) else None
            if row.kind not in (BODY, ITEM):
                return None
        return None

    def _tells_news(self, current: Draft, at: int, end: int) -> bool:
        """Two headline lines in a row, a date right below one, or an author at the end: not what a subhead looks like."""
        following = self.rows[end]
        if self._signed_ahead(current, end):
            return True
        if following.kind != BODY or len(following.text) < 40:
            return False
        if current.body[-1].kind == ITEM:
            return True
        if len(current.body[-1].text) < 30:
            return False
        featured = any(r.kind == BYLINE for r in current.rows)
        return end - at > 1 or (not featured and bool(_NEWS_START.match(following.text)))

    def _signed_ahead(self, current: Draft, at: int) -> bool:
        """Whether the text that follows names its author at the end, while the article above has one already."""
        if not current.reported:
            return False
        for row in self.rows[at:]:
            if row.kind not in (BODY, ITEM):
                return row.kind == SIGN
        return False

    def photo_ahead(self, at: int) -> bool:
        """Whether a short text follows that ends with a photographer's credit."""
        chars = 0
        for row in self.rows[at : at + 1 + MAX_CAPTION + 1]:
            if row.kind == CREDIT:
                return chars > 0
            chars += len(row.text)
            if row.kind not in (BODY, ITEM) or chars > CAPTION_CHARS:
                return False
            if ends_with_credit(row.text):
                return True
        return False

"""Mastheads and page headers: the paper's name, the date and the number of the issue."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kg.read.dates import printed_date
from kg.read.lines import is_furniture, is_masthead, paper_name
from kg.read.text import HAN

_ISSUE = re.compile(r"总?\s*第\s*[\d〇零一二三四五六七八九十百千万]{2,12}\s*期")
_ANCHOR = re.compile(r"主管|主办|统一刊号|CN\s?\d\d\s?[-—–]|邮发代号|总?第\s*\d+\s*期|今日\s*[\d一二三四五六七八九十]+\s*版")
_NAME_IN_HEADER = re.compile(rf"[{HAN}]{{2,6}}(?:日报|晚报|早报|晨报|时报|商报|周报|都市报|青年报|法治报|法制报|快报|导报)")
_MIN_LINES = 3


@dataclass
class Imprint:
    """What a page says of itself."""

    publication: str | None = None
    date: str | None = None
    issue: str | None = None


def masthead_ranges(lines: Sequence[str]) -> list[tuple[int, int]]:
    """Runs of masthead lines: at least three, one of them of a kind that stands nowhere else."""
    ranges, at = [], 0
    while at < len(lines):
        end = at
        while end < len(lines) and (is_masthead(lines[end]) or (end > at and _is_lone_name(lines, end))):
            end += 1
        if end - at >= _MIN_LINES and any(_ANCHOR.search(x) for x in lines[at:end]):
            ranges.append((at, end))
        at = max(end, at + 1)
    return ranges


def _is_lone_name(lines: Sequence[str], at: int) -> bool:
    """A paper whose name does not say that it is one, between two lines of its masthead: 今日青河."""
    between = 0 < at < len(lines) - 1 and is_masthead(lines[at - 1]) and is_masthead(lines[at + 1])
    return between and bool(re.fullmatch(f"[{HAN}]{{2,8}}", lines[at]))


def masthead_name(lines: Sequence[str]) -> str | None:
    """The name of the paper in its masthead."""
    named = next((n for x in lines if (n := paper_name(x))), None)
    return named or next((x for n, x in enumerate(lines) if _is_lone_name(lines, n) and not is_masthead(x)), None)


def read_imprint(lines: Sequence[str], ranges: Sequence[tuple[int, int]]) -> Imprint:
    """Publication, date and issue from the mastheads, else from the page's headers."""
    imprint = Imprint()
    blocks = [list(lines[s:e]) for s, e in ranges]
    blocks += [[x] for x in lines if len(x) <= 90 and is_furniture(x)]
    for block in blocks:
        text = "\n".join(block)
        issue = _ISSUE.search(text)
        imprint.publication = imprint.publication or masthead_name(block)
        imprint.date = imprint.date or printed_date(text)
        imprint.issue = imprint.issue or (re.sub(r"\s", "", issue[0]) if issue else None)
        if not imprint.publication and len(block) == 1:
            named = _NAME_IN_HEADER.search(text)
            imprint.publication = named[0] if named else None
    return imprint
